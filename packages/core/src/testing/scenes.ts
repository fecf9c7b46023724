import { noLocalMedia } from '../controller/call-view-model.js';
import type { Friend, Person, Presence } from '@call-elements/protocol';
import type { Call, LocalMedia, Participant, Snapshot } from '../snapshot.js';

/** Freezes plain data through and through. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/** A person whose id is their name in small letters. */
export const makePerson = (name: string, change: Partial<Person> = {}): Person => ({ userId: name.toLowerCase(), name, ...change });

/** A friend. */
export const makeFriend = (name: string, presence: Presence = 'online', change: Partial<Friend> = {}): Friend => ({
  ...makePerson(name),
  presence,
  ...change,
});

/** What this page sends: by default a microphone and nothing else. */
export const makeLocal = (change: Partial<LocalMedia> = {}): LocalMedia => ({ ...noLocalMedia, microphone: 'on', ...change });

/** What this page sends in a video call. */
export const makeLocalVideo = (change: Partial<LocalMedia> = {}): LocalMedia =>
  makeLocal({ camera: 'on', cameraTrackId: 'camera-self', ...change });

/** Somebody in the room, with microphone and camera. */
export const makeParticipant = (name: string, change: Partial<Participant> = {}): Participant => {
  const userId = name.toLowerCase();
  return {
    id: `${userId}:device:session`,
    userId,
    name,
    microphone: { trackId: `microphone-${userId}`, muted: false },
    camera: { trackId: `camera-${userId}`, muted: false },
    screen: null,
    deafened: false,
    speaking: false,
    ...change,
  };
};

/** A call with Bo: by default a sound call that goes out. */
export const makeCall = (change: Partial<Call> = {}): Call => ({
  id: 'call-1',
  phase: 'inviting',
  direction: 'outgoing',
  intent: 'audio',
  room: null,
  people: [makePerson('Bo')],
  participants: [],
  local: makeLocal(),
  startedAt: 1_700_000_000_000,
  connectedAt: null,
  endedAt: null,
  durationMs: null,
  ringingOn: null,
  notReached: false,
  lineDown: false,
  ringLifetimeMs: 60_000,
  troubleVisible: false,
  soundBlocked: false,
  reason: null,
  error: null,
  ...change,
});

/** A video call from Ana. */
export const makeRing = (change: Partial<Call> = {}): Call =>
  makeCall({ phase: 'incoming', direction: 'incoming', intent: 'video', people: [makePerson('Ana')], ...change });

/** A running video call with Bo. */
export const makeRunning = (change: Partial<Call> = {}): Call =>
  makeCall({
    phase: 'connected',
    intent: 'video',
    participants: [makeParticipant('Bo')],
    local: makeLocalVideo(),
    connectedAt: 1_700_000_010_000,
    ...change,
  });

/** A call that is over. */
export const makeEnded = (reason: NonNullable<Call['reason']>, change: Partial<Call> = {}): Call =>
  makeCall({ phase: 'ended', reason, endedAt: 1_700_000_070_000, ...change });

/** What a signed-in page without a call shows. */
export const makeSnapshot = (change: Partial<Snapshot> = {}): Snapshot => ({
  self: { ...makePerson('Ana'), deviceId: 'device', sessionId: 'session' },
  connection: 'online',
  connectionError: null,
  calls: [],
  activeCallId: null,
  ringReadiness: { surface: true },
  friends: { status: 'ready', list: [makeFriend('Bo'), makeFriend('Chen', 'away'), makeFriend('Dara', 'offline')] },
  ...change,
});

/** A snapshot whose view shows `call`. */
export const withCall = (call: Call, change: Partial<Snapshot> = {}): Snapshot =>
  makeSnapshot({ calls: [call], activeCallId: call.id, ...change });

const talkedTo = (change: Partial<Call>): Call => makeRunning(change);

/** One call in each state that a view can show; the key names the state. */
export const scenes = {
  preparing: makeCall({ phase: 'preparing' }),
  calling: makeCall(),
  notReached: makeCall({ notReached: true }),
  lineDown: makeCall({ lineDown: true }),
  ringing: makeCall({ phase: 'ringing-out', ringingOn: 'desktop' }),
  ringingMirror: makeCall({ phase: 'ringing-out', ringingOn: 'phone', intent: 'video', local: makeLocalVideo() }),
  incomingVideo: makeRing(),
  incomingAudio: makeRing({ intent: 'audio' }),
  silenced: makeRing({ phase: 'incoming-silenced' }),
  connecting: makeCall({ phase: 'connecting', intent: 'video' }),
  waiting: makeCall({ phase: 'waiting', intent: 'video', local: makeLocalVideo() }),
  video: talkedTo({}),
  sound: talkedTo({ intent: 'audio', local: makeLocal(), participants: [makeParticipant('Bo', { camera: null, speaking: true })] }),
  muted: talkedTo({
    local: makeLocalVideo({ microphone: 'off' }),
    participants: [makeParticipant('Bo', { microphone: { trackId: 'microphone-bo', muted: true }, camera: null })],
  }),
  reconnecting: talkedTo({ phase: 'reconnecting', troubleVisible: true }),
  soundBlocked: talkedTo({ soundBlocked: true }),
  theyShare: talkedTo({ participants: [makeParticipant('Bo', { screen: { trackId: 'screen-bo', muted: false } })] }),
  youShare: talkedTo({ local: makeLocalVideo({ screenShare: 'on', screenTrackId: 'screen-self' }) }),
  four: talkedTo({ participants: ['Bo', 'Chen', 'Dara'].map((name) => makeParticipant(name)) }),
  unreachable: makeEnded('unreachable'),
  dnd: makeEnded('dnd'),
  busy: makeEnded('busy'),
  declined: makeEnded('declined'),
  noAnswer: makeEnded('timeout'),
  ended: makeEnded('remote-hangup', { connectedAt: 1_700_000_010_000, durationMs: 1_447_000 }),
  lost: makeEnded('network-error', { connectedAt: 1_700_000_010_000, durationMs: 60_000 }),
  elsewhere: makeEnded('answered-elsewhere', { direction: 'incoming' }),
  missed: makeEnded('missed', { direction: 'incoming', intent: 'video' }),
} as const satisfies Record<string, Call>;
