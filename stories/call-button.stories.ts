import type { Snapshot } from '@call-elements/core';
import { makeCall, makeFriend, makePerson, makeRunning, makeSnapshot, withCall } from '@call-elements/core/testing';
import '@call-elements/elements/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { fakeOf, themeOf } from './support/stage.js';

interface Args {
  snapshot: Snapshot;
  peerName: string;
  media: string;
}

const meta: Meta<Args> = {
  title: 'call-button',
  component: 'call-button',
  args: { snapshot: makeSnapshot(), peerName: 'Bo', media: 'audio' },
  argTypes: { snapshot: { control: false }, media: { control: 'select', options: ['audio', 'video'] } },
  render: ({ snapshot, peerName, media }, { globals }) =>
    html`<call-button
      theme=${themeOf(globals)}
      peer-id="bo"
      peer-name=${peerName}
      media=${media}
      .controller=${fakeOf(snapshot)}
    ></call-button>`,
};

export default meta;

type Story = StoryObj<Args>;

export const Playground: Story = {};
export const Video: Story = { args: { media: 'video' } };
export const Calling: Story = { args: { snapshot: withCall(makeCall()) } };
export const InThisCall: Story = { args: { snapshot: withCall(makeRunning({ connectedAt: Date.now() - 724_000 })) } };
export const InAnotherCall: Story = { args: { snapshot: withCall(makeCall({ people: [makePerson('Chen')] })) } };
export const DoNotDisturb: Story = { args: { snapshot: makeSnapshot({ friends: { status: 'ready', list: [makeFriend('Bo', 'dnd')] } }) } };
