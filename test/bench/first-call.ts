import type { Page } from 'playwright';
import { launchChromium, startTestStack } from '../e2e/stack.ts';
import { anaAndBo } from '../e2e/support/people.ts';

/**
 * Times of a ring call on this machine, seen in the pages themselves: click → ring shown, accept → first remote frame on the callee's and the caller's side.
 * Absolute figures describe a machine, they are no target. Run: npm run bench
 */
const ROUNDS = 12;

/** Wall time at which something a person can see is there. */
const whenSeen = (page: Page, kind: 'accept' | 'frame', name: string): Promise<number> =>
  page.evaluate(
    ([what, label]) =>
      new Promise<number>((resolve) => {
        const deep = (root: ParentNode): Element[] =>
          [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? deep(element.shadowRoot) : [])]);
        const look = (): void => {
          const found = deep(document).find(
            (element) => element.getAttribute('aria-label') === label && element.getBoundingClientRect().width > 0,
          );
          if (found && what === 'accept') {
            resolve(Date.now());
            return;
          }
          const video = found?.querySelector('video') ?? found?.shadowRoot?.querySelector('video');
          if (video)
            video.requestVideoFrameCallback(() => {
              resolve(Date.now());
            });
          else requestAnimationFrame(look);
        };
        look();
      }),
    [kind, name] as const,
  );

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const worst = (values: number[]): number => Math.max(...values);

const stack = await startTestStack();
const browser = await launchChromium();
try {
  const { ana, bo } = await anaAndBo(browser, stack);
  const figures: Record<string, number[]> = {
    'click to ring shown': [],
    'accept to first frame, callee': [],
    'accept to first frame, caller': [],
  };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ringing = whenSeen(bo.page, 'accept', 'Accept with video');
    const clicked = Date.now();
    await ana.call('Bo', 'video');
    const shown = await ringing;
    const seen = Promise.all([whenSeen(bo.page, 'frame', 'Ana'), whenSeen(ana.page, 'frame', 'Bo')]);
    const accepted = Date.now();
    await bo.press('Accept with video');
    const [callee, caller] = await seen;
    await bo.press('Hang up');
    await ana.sees('Call ended');
    await Promise.all([ana.press('Close'), bo.press('Close')]);
    const times = {
      'click to ring shown': shown - clicked,
      'accept to first frame, callee': callee - accepted,
      'accept to first frame, caller': caller - accepted,
    };
    // The first round loads the engine: it is shown apart.
    if (round === 0) console.log('first call of the page, ms:', times);
    else for (const [name, ms] of Object.entries(times)) figures[name]?.push(ms);
  }
  for (const [name, values] of Object.entries(figures))
    console.log(`${name}: median ${median(values)} ms, worst ${worst(values)} ms of ${values.length}`);
} finally {
  await browser.close();
  await stack.close();
}
