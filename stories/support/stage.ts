import type { Call, Snapshot } from '@call-elements/core';
import { FakeController, withCall } from '@call-elements/core/testing';
import { html, nothing, type TemplateResult } from 'lit';
import { pictureOf } from './pictures.js';

/** What the toolbar of the manual says about the theme. */
export const themeOf = (globals: Record<string, unknown>): string | typeof nothing =>
  globals['theme'] === 'light' || globals['theme'] === 'dark' ? globals['theme'] : nothing;

/** A controller that shows a snapshot, with pictures. */
export const fakeOf = (snapshot: Snapshot): FakeController => new FakeController(snapshot, { stream: pictureOf });

/** A running call began twelve minutes ago, whenever the story is read. */
const asOfNow = (call: Call): Call =>
  call.connectedAt !== null && call.endedAt === null ? { ...call, connectedAt: Date.now() - 724_000 } : call;

/** How a story shows a view. */
interface ViewArgs {
  readonly call: Call;
  readonly mode: string;
  readonly width: number;
  readonly height: number;
}

/** A view of a call in a box of its own. */
export function viewStory({ call, mode, width, height }: ViewArgs, globals: Record<string, unknown>): TemplateResult {
  // The size comes from the story's controls; only the manual sets styles like this, the tags never do.
  return html`<div style="inline-size: ${width}px; block-size: ${height}px">
    <call-view mode=${mode} theme=${themeOf(globals)} .controller=${fakeOf(withCall(asOfNow(call)))}></call-view>
  </div>`;
}
