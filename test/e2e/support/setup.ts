import { after, before } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium, startTestStack, type TestStack } from '../stack.ts';

/** What the tests of one `describe` share: there from its first test on. */
export interface Setup {
  readonly stack: TestStack;
  readonly browser: Browser;
}

/**
 * Brings up media server, service, pages and a browser for the tests of this `describe`, and ends them after it.
 * @param more what else is to be there before the first test; `done` is what must be ended before the rest
 */
export function useStack(
  options: Parameters<typeof startTestStack>[0] = {},
  more: { begin?: (setup: Setup) => Promise<void>; done?: () => Promise<void> } = {},
): Setup {
  const setup: { stack?: TestStack; browser?: Browser } = {};
  before(async () => {
    setup.stack = await startTestStack(options);
    setup.browser = await launchChromium();
    await more.begin?.(setup as Setup);
  });
  after(async () => {
    try {
      await more.done?.();
    } finally {
      await setup.browser?.close();
      await setup.stack?.close();
    }
  });
  return setup as Setup;
}
