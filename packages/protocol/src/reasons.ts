/** Why a call ended, as hosts see it (ringing.md §6.3). */
export const END_REASONS = [
  'hangup',
  'remote-hangup',
  'unreachable',
  'declined',
  'busy',
  'dnd',
  'unsupported',
  'timeout',
  'cancelled',
  'missed',
  'answered-elsewhere',
  'declined-elsewhere',
  'replaced',
  'merged',
  'kicked',
  'room-ended',
  'permission-denied',
  'device-error',
  'token-error',
  'network-error',
  'e2ee-error',
  'config-error',
  'signalling-error',
  'disposed',
  'other',
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** Why a callee said no. */
export const DECLINE_REASONS = ['declined', 'busy', 'dnd', 'unsupported', 'blocked', 'other'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Why a ring was stopped by its caller or the service. */
export const CANCEL_REASONS = ['cancelled', 'timeout', 'failed', 'replaced', 'session-ended', 'other'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** What kind of device alerts its user. */
export const DEVICE_KINDS = ['desktop', 'phone', 'tablet', 'other'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** What a call is meant to carry. */
export const INTENTS = ['audio', 'video'] as const;
export type Intent = (typeof INTENTS)[number];

/** Is the person there? Offline when no socket is open. */
export const PRESENCES = ['online', 'in-call', 'away', 'dnd', 'offline'] as const;
export type Presence = (typeof PRESENCES)[number];

/** The member of `list` that `value` is, or `fallback`: an unknown word never is an error (ringing.md §6.1). */
export function oneOf<T extends string, F>(list: readonly T[], value: unknown, fallback: F): T | F {
  return list.find((item) => item === value) ?? fallback;
}
