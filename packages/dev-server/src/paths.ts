import { fileURLToPath } from 'node:url';

/** The repository: this file lies in `packages/dev-server/dist`. */
export const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url));
/** The built bundle. */
export const bundleFolder = fileURLToPath(new URL('../../../dist/cdn/', import.meta.url));
/** The files of the demo page. */
export const demoFolder = fileURLToPath(new URL('../demo/', import.meta.url));
/** The pinned media server: its go.mod, go.sum and the Go toolchain's hashes. */
export const livekitModule = fileURLToPath(new URL('../../../tools/livekit-server/', import.meta.url));
/** Who knows whom in the demo. Outside of the demo's folder, which anybody may read. */
export const friendsFile = fileURLToPath(new URL('../friends.json', import.meta.url));
