import type { CallController } from '@call-elements/core';
import { CallEndEvent, CallErrorEvent, CallIncomingEvent, CallPhaseChangeEvent, CallStartEvent } from '../events.js';

/** Turns what a controller tells into DOM events on `target`, until the returned function is called. */
export function relayEvents(controller: CallController, target: EventTarget): () => void {
  const tell = (event: Event): void => void target.dispatchEvent(event);
  const stops = [
    controller.on('incoming', ({ callId }) => {
      tell(new CallIncomingEvent(callId));
    }),
    controller.on('start', ({ callId }) => {
      tell(new CallStartEvent(callId));
    }),
    controller.on('end', ({ callId, reason, durationMs }) => {
      tell(new CallEndEvent(callId, reason, durationMs));
    }),
    controller.on('error', ({ error }) => {
      tell(new CallErrorEvent(error));
    }),
    controller.on('phase', ({ callId, phase }) => {
      tell(new CallPhaseChangeEvent(callId, phase));
    }),
  ];
  return () => {
    stops.forEach((stop) => {
      stop();
    });
  };
}
