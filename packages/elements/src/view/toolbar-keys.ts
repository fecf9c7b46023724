const buttonsOf = (toolbar: Element): HTMLElement[] => [...toolbar.querySelectorAll<HTMLElement>('button')];

/** Makes one button of a toolbar reachable by Tab: the one with the focus, or the first. */
export function settleToolbar(event: Event): void {
  if (event.currentTarget instanceof Element) rove(event.currentTarget, event.target);
}

/** Sets the tab stops of a toolbar; `current` keeps its place when it is one of the buttons. */
export function rove(toolbar: Element, current: unknown): void {
  const buttons = buttonsOf(toolbar);
  const stop = buttons.find((button) => button === current) ?? buttons.find((button) => button.tabIndex === 0) ?? buttons[0];
  for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
}

/** Arrow keys, Home and End in a toolbar; left and right follow the writing direction. */
export function moveInToolbar(event: KeyboardEvent): void {
  const toolbar = event.currentTarget as Element;
  const buttons = buttonsOf(toolbar);
  const index = buttons.findIndex((button) => button === event.target);
  const forward = getComputedStyle(toolbar).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  const steps: Record<string, number> = { [forward]: index + 1, [backward]: index - 1, Home: 0, End: -1 };
  const target = steps[event.key];
  if (target === undefined || index < 0) return;
  event.preventDefault();
  buttons.at(target % buttons.length)?.focus();
}
