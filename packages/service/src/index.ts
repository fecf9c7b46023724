export { systemClock } from './clock.js';
export type { LiveKitConfig, ServiceConfig, UserTokenConfig } from './config.js';
export { readEnvironment, type Environment, type StandaloneConfig } from './environment.js';
export { fileFriends, parseFriends } from './friends/file-friends.js';
export { DEFAULT_LIMITS, type Limits } from './limits.js';
export { liveKitServer } from './media/livekit-server.js';
export { nodeListener } from './node-listener.js';
export type { Clock, FriendsSource, MediaServer, Policy } from './ports.js';
export { createService, type Service, type ServiceDeps } from './service.js';
