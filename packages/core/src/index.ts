export type { CallController, ControllerEvents, MediaHandle } from './call-controller.js';
export type * from './ports.js';
export * from './snapshot.js';
export { acquireController, type ClientOptions, type Lease } from './registry.js';
