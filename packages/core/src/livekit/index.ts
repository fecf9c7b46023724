import { LogLevel, setLogLevel } from 'livekit-client';
import type { MediaEngine } from '../ports.js';
import { LiveKitSession } from './livekit-session.js';
import { RoomPool } from './room-pool.js';

/** The LiveKit engine. Loaded by one dynamic import; nothing else knows this folder. */
export function createLiveKitEngine(): MediaEngine {
  // The SDK's own lines can hold addresses with tokens: the browser stays silent.
  setLogLevel(LogLevel.silent);
  const pool = new RoomPool();
  return {
    load: () => Promise.resolve(),
    open: (handlers) => {
      const pooled = pool.take();
      return Promise.resolve(
        new LiveKitSession(pooled, handlers, () => {
          pool.give(pooled);
        }),
      );
    },
  };
}
