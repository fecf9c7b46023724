import type { CallError, EndReason, Intent } from '@call-elements/protocol';
import type { Phase, Snapshot } from './snapshot.js';

/** Attaches one track to elements of the page. */
export interface MediaHandle {
  /** Shows or plays the track in `element` until the returned function is called. */
  attach(element: HTMLMediaElement): () => void;
}

/** What a controller tells: `<call-client>` turns these into DOM events. */
export interface ControllerEvents {
  incoming: { readonly callId: string };
  start: { readonly callId: string };
  end: { readonly callId: string; readonly reason: EndReason; readonly durationMs: number };
  error: { readonly error: CallError };
  phase: { readonly callId: string; readonly phase: Phase };
}

/**
 * The call, without a screen. State is read from `snapshot` and changed only by the verbs.
 *
 * Verbs never throw for what a call may meet (denied devices, lost networks): that shows in the snapshot and as an `error` event.
 */
export interface CallController {
  /** Frozen; a new object after each change. */
  readonly snapshot: Snapshot;
  /** Calls `listener` after each change, synchronously, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** Listens to one kind of event until the returned function is called. */
  on<K extends keyof ControllerEvents>(type: K, listener: (event: ControllerEvents[K]) => void): () => void;

  /** Calls a person. Ignored while a call is live (`ERR_CALL_LIVE` is told). */
  call(peerId: string, options?: { media?: Intent }): void;
  /** Joins the room that the token endpoint gives for this name; the microphone is published muted. Ignored while a call is live. */
  join(roomName: string, options?: { media?: Intent }): void;
  /** Answers the ring `callId`, or the active one, with the media given (default: what was offered). */
  accept(options?: { callId?: string; media?: Intent }): void;
  decline(callId?: string): void;
  /** Stops the alert on this page only. */
  silence(callId?: string): void;
  /** Alerts again after `silence`. */
  unsilence(callId?: string): void;
  /** Ends the call, or cancels it while it rings out. */
  hangUp(callId?: string): void;
  /** Takes the end screen away. */
  dismiss(callId?: string): void;
  setMicrophone(on: boolean): void;
  setCamera(on: boolean): void;
  setScreenShare(on: boolean): void;
  /** Silences all incoming media and the own microphone; `false` restores the earlier microphone. */
  setDeafened(on: boolean): void;
  /** After a click, when `soundBlocked`. */
  startAudio(): void;
  /** The element side of a track id from the snapshot; undefined when the track is gone. */
  media(trackId: string): MediaHandle | undefined;
  /** Declares that this page can show a ring (a view, a host's own card) until the returned function is called. */
  addRingSurface(): () => void;
  /** Loads the engine ahead of a call (pointer rests on a button). */
  warmUp(): void;
  /** Ends every call with `disposed` and closes the socket. */
  dispose(): void;
}
