import type { Call } from '@call-elements/core';
import type { CallFailure, Device, EndReason, Media } from './internal/types.js';

/** An event that asks: it bubbles out of shadow trees, and a page may say no with `preventDefault()`. */
class AskingEvent extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** Somebody pressed a call button. Cancel it to stay silent. */
export class CallRequestEvent extends AskingEvent {
  /** Who is called; empty when a room is joined. */
  readonly peerId: string;
  /** Room to join; empty when a person is called. */
  readonly roomName: string;
  /** What the call is meant to carry. */
  readonly media: Media;

  constructor(peerId: string, media: Media, roomName = '') {
    super('call-request');
    this.peerId = peerId;
    this.roomName = roomName;
    this.media = media;
  }
}

/** Somebody accepts a ring. Cancel it to keep ringing. */
export class CallAcceptRequestEvent extends AskingEvent {
  readonly callId: string;
  /** What the answer carries. */
  readonly media: Media;

  constructor(callId: string, media: Media) {
    super('call-accept-request');
    this.callId = callId;
    this.media = media;
  }
}

/** Somebody declines a ring. Cancel it to keep ringing. */
export class CallDeclineRequestEvent extends AskingEvent {
  readonly callId: string;

  constructor(callId: string) {
    super('call-decline-request');
    this.callId = callId;
  }
}

/** Somebody hangs up or cancels. Cancel the event to stay in the call. */
export class CallHangupRequestEvent extends AskingEvent {
  readonly callId: string;

  constructor(callId: string) {
    super('call-hangup-request');
    this.callId = callId;
  }
}

/** Somebody turns a device on or off. Cancel it to leave the device as it is. */
export class CallMediaRequestEvent extends AskingEvent {
  readonly callId: string;
  readonly device: Device;
  /** Shall it be on? */
  readonly on: boolean;

  constructor(callId: string, device: Device, on: boolean) {
    super('call-media-request');
    this.callId = callId;
    this.device = device;
    this.on = on;
  }
}

/** Somebody wants to see the running call: a page may bring its view into sight. */
export class CallShowRequestEvent extends AskingEvent {
  readonly callId: string;

  constructor(callId: string) {
    super('call-show-request');
    this.callId = callId;
  }
}

/** Somebody rings. */
export class CallIncomingEvent extends Event {
  readonly callId: string;

  constructor(callId: string) {
    super('call-incoming');
    this.callId = callId;
  }
}

/** A call is connected. */
export class CallStartEvent extends Event {
  readonly callId: string;

  constructor(callId: string) {
    super('call-start');
    this.callId = callId;
  }
}

/** A call is over. */
export class CallEndEvent extends Event {
  readonly callId: string;
  readonly reason: EndReason;
  /** How long they talked. Milliseconds. */
  readonly durationMs: number;

  constructor(callId: string, reason: EndReason, durationMs: number) {
    super('call-end');
    this.callId = callId;
    this.reason = reason;
    this.durationMs = durationMs;
  }
}

/** Something failed; compare `error.code`. */
export class CallErrorEvent extends Event {
  readonly error: CallFailure;

  constructor(error: CallFailure) {
    super('call-error');
    this.error = error;
  }
}

/** A call moved on. */
export class CallPhaseChangeEvent extends Event {
  readonly callId: string;
  readonly phase: Call['phase'];

  constructor(callId: string, phase: Call['phase']) {
    super('call-phase-change');
    this.callId = callId;
    this.phase = phase;
  }
}

declare global {
  interface HTMLElementEventMap {
    'call-request': CallRequestEvent;
    'call-accept-request': CallAcceptRequestEvent;
    'call-decline-request': CallDeclineRequestEvent;
    'call-hangup-request': CallHangupRequestEvent;
    'call-media-request': CallMediaRequestEvent;
    'call-show-request': CallShowRequestEvent;
    'call-incoming': CallIncomingEvent;
    'call-start': CallStartEvent;
    'call-end': CallEndEvent;
    'call-error': CallErrorEvent;
    'call-phase-change': CallPhaseChangeEvent;
  }
}
