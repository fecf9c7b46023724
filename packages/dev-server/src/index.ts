export { DEMO_USERS, DEMO_ROOMS, type DemoUser } from './demo-users.js';
export { findServer, type ExternalServer, type FindOptions, type ServerProgram } from './livekit/find.js';
export { startServer, type LivekitServer, type ServerOptions } from './livekit/server.js';
export { createProgress, type Progress } from './progress.js';
export { guard } from './guarded.js';
export { StackError, type StackErrorCode } from './stack-error.js';
export { startStack, type Stack, type StackOptions } from './stack.js';
