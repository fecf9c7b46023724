import { Room } from 'livekit-client';
import { ReconnectGate } from './reconnect-gate.js';

/** A room and what decides how it comes back. */
export interface PooledRoom {
  readonly room: Room;
  readonly gate: ReconnectGate;
}

/** Rooms wait here between calls: livekit-client 2.23 never lets a Room be collected (livekit.md §1.9), so they are used again. */
export class RoomPool {
  readonly #idle: PooledRoom[] = [];

  take(): PooledRoom {
    return this.#idle.pop() ?? newRoom();
  }

  /** Only a room that is disconnected may come back. */
  give(pooled: PooledRoom): void {
    this.#idle.push(pooled);
  }
}

const newRoom = (): PooledRoom => {
  const gate = new ReconnectGate();
  const room = new Room({
    reconnectPolicy: gate,
    adaptiveStream: { pixelDensity: 'screen', pauseVideoInBackground: true },
    dynacast: true,
    // Our own pagehide handler leaves: the SDK would also leave when a host page merely asks "leave?".
    disconnectOnPageLeave: false,
    // Local tracks are ours: they outlive a rejoin, and we stop them.
    stopLocalTrackOnUnpublish: false,
    audioCaptureDefaults: { autoGainControl: true, echoCancellation: true, noiseSuppression: true },
    publishDefaults: {
      videoCodec: 'vp8',
      simulcast: true,
      dtx: true,
      red: true,
      audioPreset: { maxBitrate: 32_000 },
      stopMicTrackOnMute: false,
    },
  });
  return { room, gate };
};
