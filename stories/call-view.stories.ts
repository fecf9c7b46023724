import { makeParticipant, makeRunning, scenes } from '@call-elements/core/testing';
import '@call-elements/elements/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { viewStory } from './support/stage.js';

interface Args {
  scene: keyof typeof scenes;
  mode: string;
  width: number;
  height: number;
}

const meta: Meta<Args> = {
  title: 'call-view',
  component: 'call-view',
  args: { scene: 'video', mode: 'inline', width: 360, height: 480 },
  argTypes: {
    scene: { control: 'select', options: Object.keys(scenes) },
    mode: { control: 'select', options: ['inline', 'docked', 'floating', 'minimized'] },
  },
  render: ({ scene, ...args }, { globals }) => viewStory({ call: scenes[scene], ...args }, globals),
};

export default meta;

type Story = StoryObj<Args>;
const of = (scene: keyof typeof scenes): Story => ({ args: { scene } });

export const Playground: Story = {};

/** Every state at once; each view is a call of its own. */
export const Overview: Story = {
  render: ({ mode, width, height }, { globals }) =>
    html`<div style="display: flex; flex-wrap: wrap; gap: 28px">
      ${Object.entries(scenes)
        // Rings take the focus: one page holds one of them.
        .filter(([name]) => !name.startsWith('incoming') && name !== 'silenced')
        .map(
          ([name, call]) =>
            html`<section>
              <h3>${name}</h3>
              ${viewStory({ call, mode, width, height }, globals)}
            </section>`,
        )}
    </div>`,
  parameters: { controls: { include: ['width', 'height'] }, a11y: { test: 'off' } },
};

export const Calling = of('calling');
export const NotReached = of('notReached');
export const Ringing = of('ringing');
export const RingingMirror = of('ringingMirror');
export const IncomingVideo = of('incomingVideo');
export const IncomingAudio = of('incomingAudio');
export const Silenced = of('silenced');
export const Connecting = of('connecting');
export const Waiting = of('waiting');
export const Video = of('video');
export const Sound = of('sound');
export const Muted = of('muted');
export const Reconnecting = of('reconnecting');
export const SoundBlocked = of('soundBlocked');
export const TheyShare = of('theyShare');
export const YouShare = of('youShare');
export const Unreachable = of('unreachable');
export const DoNotDisturb = of('dnd');
export const Busy = of('busy');
export const Declined = of('declined');
export const NoAnswer = of('noAnswer');
export const Ended = of('ended');
export const Lost = of('lost');
export const Elsewhere = of('elsewhere');
export const Missed = of('missed');

/** Tiles are packed as large as they can be; the last one counts the rest. */
export const Many: Story = {
  args: { width: 720, height: 480 },
  render: ({ mode, width, height }, { globals }) => {
    const participants = Array.from({ length: 15 }, (_, index) => makeParticipant(`Guest ${index + 1}`, { speaking: index === 2 }));
    return viewStory({ call: makeRunning({ participants }), mode, width, height }, globals);
  },
};

/** The small window: the picture alone, the controls when somebody points at it. */
export const Minimized: Story = { args: { scene: 'video', mode: 'minimized' } };
