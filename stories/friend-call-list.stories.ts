import type { Snapshot } from '@call-elements/core';
import { makeCall, makeFriend, makeSnapshot, withCall } from '@call-elements/core/testing';
import '@call-elements/elements/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { fakeOf, themeOf } from './support/stage.js';

interface Args {
  snapshot: Snapshot;
  withoutOffline: boolean;
}

const list = [
  makeFriend('Ana'),
  makeFriend('Bo', 'in-call'),
  makeFriend('Chen', 'away'),
  makeFriend('Dara', 'dnd'),
  makeFriend('Eli'),
  makeFriend('Femi', 'offline'),
  makeFriend('Gita', 'offline'),
];
const ready = { friends: { status: 'ready', list } } as const;

const meta: Meta<Args> = {
  title: 'friend-call-list',
  component: 'friend-call-list',
  args: { snapshot: makeSnapshot(ready), withoutOffline: false },
  argTypes: { snapshot: { control: false } },
  render: ({ snapshot, withoutOffline }, { globals }) =>
    html`<div style="max-inline-size: 320px">
      <friend-call-list theme=${themeOf(globals)} ?without-offline=${withoutOffline} .controller=${fakeOf(snapshot)}></friend-call-list>
    </div>`,
};

export default meta;

type Story = StoryObj<Args>;

export const Playground: Story = {};
/** A call is live: every verb waits, and says why. */
export const InACall: Story = { args: { snapshot: withCall(makeCall(), ready) } };
export const Loading: Story = { args: { snapshot: makeSnapshot({ friends: { status: 'loading', list: [] } }) } };
export const Empty: Story = { args: { snapshot: makeSnapshot({ friends: { status: 'ready', list: [] } }) } };
export const NotLoaded: Story = { args: { snapshot: makeSnapshot({ connection: 'offline', friends: { status: 'loading', list: [] } }) } };
