import { QtClient, type CallViewOptions } from './qt-client.ts';
import type { TestStack } from '../../e2e/stack.ts';

/** The addresses of a stack, as an integrator would write them into QML. */
export async function addressesOf(stack: TestStack): Promise<CallViewOptions> {
  const hashes = (await (await fetch(`${stack.cdnUrl}/integrity.json`)).json()) as Readonly<Record<string, string>>;
  const entry = 'call-elements.js';
  return {
    serviceUrl: `${stack.url}/calls/`,
    mediaUrl: stack.livekit.url,
    bundleUrl: `${stack.cdnUrl}/${entry}`,
    bundleIntegrity: hashes[entry] ?? '',
  };
}

/** A Qt client that a user has signed in to. */
export async function signIn(
  stack: TestStack,
  user: string,
  options: Partial<CallViewOptions> = {},
  variables: NodeJS.ProcessEnv = {},
): Promise<QtClient> {
  const client = await QtClient.start({ ...(await addressesOf(stack)), ...options }, () => stack.issueSession(user), variables);
  try {
    await client.sees({ ready: true, connection: 'online' });
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** Waits until a tile of the Qt client shows three moving pictures in a box that can be seen. */
export async function seesMoving(client: QtClient, tile: string): Promise<void> {
  await client.inPage(`new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no frame came')), 15000);
    const tile = () => [...document.querySelector('call-view').shadowRoot.querySelectorAll('[role=group]')]
      .find((group) => group.getAttribute('aria-label') === ${JSON.stringify(tile)});
    let seen = 0;
    const watch = (video) => video.requestVideoFrameCallback(() => {
      const box = video.getBoundingClientRect();
      if (box.width > 0 && box.height > 0) seen += 1;
      if (seen < 3) watch(video); else resolve(true);
    });
    const find = () => {
      const video = tile()?.querySelector('video');
      if (video) watch(video); else requestAnimationFrame(find);
    };
    find();
  })`);
}
