import type { Call, CallController, Snapshot } from '@call-elements/core';
import { FakeController, makeSnapshot, withCall } from '@call-elements/core/testing';
import '@call-elements/elements/define';
import type { CallView } from '@call-elements/elements';
import { fixture, html } from '@open-wc/testing';

/** An element that draws calls. */
interface Drawn extends HTMLElement {
  controller: CallController | undefined;
  readonly updateComplete: Promise<boolean>;
}

/** A view with a call, drawn. */
export async function viewOf(
  call: Call | null,
  attributes: Record<string, string> = {},
): Promise<{ view: CallView; fake: FakeController }> {
  const fake = new FakeController(call ? withCall(call) : makeSnapshot());
  const box = await fixture<HTMLElement>(html`<div></div>`);
  box.style.cssText = 'inline-size: 400px; block-size: 600px';
  const view = document.createElement('call-view');
  for (const [name, value] of Object.entries(attributes)) view.setAttribute(name, value);
  view.controller = fake;
  box.append(view);
  await drawn(view, call !== null);
  return { view, fake };
}

/** Waits until everything is drawn that the snapshot asks for; a view loads its screens first. */
export async function drawn(element: Drawn, withFrame = false): Promise<void> {
  await element.updateComplete;
  if (withFrame && element.shadowRoot && !element.shadowRoot.querySelector('.frame')) {
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!element.shadowRoot?.querySelector('.frame')) return;
        observer.disconnect();
        resolve();
      });
      if (element.shadowRoot) observer.observe(element.shadowRoot, { childList: true, subtree: true });
    });
  }
  // A drawing may ask for the next: sizes are known only when something stands there.
  while (!(await element.updateComplete));
}

/** Shows another state and waits for it. */
export async function show(element: Drawn, fake: FakeController, change: Partial<Snapshot>): Promise<void> {
  fake.show(change);
  await drawn(element, element.localName === 'call-view' && typeof change.activeCallId === 'string');
}

/** Shows another call in a view. */
export const showCall = (view: CallView, fake: FakeController, call: Call): Promise<void> =>
  show(view, fake, { calls: [call], activeCallId: call.id });

const nameOf = (element: Element): string =>
  element.getAttribute('aria-label') ?? (element as HTMLElement).innerText.replace(/\s+/g, ' ').trim();

/** Accessible names of the buttons that are drawn. */
export const buttonNames = (element: HTMLElement): string[] => [...(element.shadowRoot?.querySelectorAll('button') ?? [])].map(nameOf);

/** The button with this accessible name. */
export function button(element: HTMLElement, name: string): HTMLButtonElement {
  const found = [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find((candidate) => nameOf(candidate) === name);
  if (!found) throw new Error(`No button "${name}", but ${buttonNames(element).join(', ')}`);
  return found;
}

/** Accessible names of the tiles, as they stand in the tree. */
export const tileNames = (element: HTMLElement): string[] =>
  [...(element.shadowRoot?.querySelectorAll('[part~="tile"][role="group"]') ?? [])].map(nameOf);

/** The words that are seen, in one line. */
export const seenText = (element: HTMLElement): string => {
  const root = element.shadowRoot?.querySelector('.frame') ?? element.shadowRoot?.firstElementChild;
  return (root?.textContent ?? '').replace(/\s+/g, ' ').trim();
};

/** The polite status line. */
export const statusOf = (element: HTMLElement): string => element.shadowRoot?.querySelector('[role="status"]')?.textContent.trim() ?? '';

/** The next event of a type on `target`. */
export const next = <E extends Event>(target: EventTarget, type: string): Promise<E> =>
  new Promise((resolve) => target.addEventListener(type, (event) => resolve(event as E), { once: true }));

/** A task later than all that is queued now. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
