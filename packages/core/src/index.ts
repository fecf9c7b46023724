export type { CallController, ControllerEvents, MediaHandle } from './call-controller.js';
export { createCallController, type ControllerParts } from './controller/controller.js';
export { sessionFromUrl } from './http.js';
export { lazyLiveKitEngine } from './media-engine.js';
export type * from './ports.js';
export { acquireController, type ClientOptions, type Lease } from './registry.js';
export { WebSocketSignalling, type WebSocketSignallingOptions } from './signalling/web-socket-signalling.js';
export * from './snapshot.js';
export { endpointTokenSource } from './token-source.js';
