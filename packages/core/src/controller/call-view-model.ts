import type { Call, LocalMedia } from '../snapshot.js';
import { isLive, isRingingIn } from '../snapshot.js';
import type { CallState } from '../machine/state.js';
import type { MediaState } from '../ports.js';

/** What this page sends before there is a media session. */
export const noLocalMedia: LocalMedia = {
  microphone: 'off',
  camera: 'off',
  screenShare: 'off',
  deafened: false,
  speaking: false,
  cameraTrackId: null,
  screenTrackId: null,
  error: null,
};

/** One call as it is shown; `lineDown`: the service cannot be reached just now. */
export const callOf = (state: CallState, media: MediaState | null, lineDown = false): Call => ({
  id: state.id,
  phase: state.phase,
  direction: state.direction,
  intent: state.intent,
  room: state.room,
  people: state.people,
  participants: media?.participants ?? [],
  local: media?.local ?? noLocalMedia,
  startedAt: state.startedAt,
  connectedAt: state.connectedAt,
  endedAt: state.endedAt,
  durationMs: state.endedAt === null ? null : Math.max(0, state.endedAt - (state.connectedAt ?? state.endedAt)),
  ringingOn: state.ringingOn,
  notReached: state.notReached,
  lineDown: lineDown && state.phase === 'inviting' && state.ringId === null,
  ringLifetimeMs: state.ringLifetimeMs,
  troubleVisible: state.troubleVisible,
  soundBlocked: media?.soundBlocked ?? false,
  reason: state.phase === 'ended' ? (state.reason ?? 'other') : null,
  error: state.phase === 'ended' ? state.error : null,
});

/** The call that a view shows: the live one, else the one that rings, else the last one that ended; newest first. */
export function activeOf(calls: readonly CallState[]): CallState | undefined {
  const newestFirst = [...calls].reverse();
  return (
    newestFirst.find((call) => isLive(call.phase) || call.phase === 'ending') ??
    newestFirst.find((call) => isRingingIn(call.phase)) ??
    newestFirst[0]
  );
}

/** Ends that the user knows of, having caused them: no end screen. */
export const endsSilently = (state: CallState): boolean =>
  state.reason === 'merged' ||
  state.reason === 'cancelled' ||
  state.reason === 'disposed' ||
  state.reason === 'declined-elsewhere' ||
  (state.reason === 'declined' && state.direction === 'incoming');
