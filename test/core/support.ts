import { createCallController, type CallController } from '@call-elements/core';
import { FakeClock, FakeMediaEngine, FakeSignalling, FakeTokenSource, settle } from '@call-elements/core/testing';
import type { Person, ServerMessage } from '@call-elements/protocol';

const ana: Person = { userId: 'ana', name: 'Ana' };
export const bo: Person = { userId: 'bo', name: 'Bo' };

/** A controller of Ana's page over fakes, online, with Bo as a friend. */
export async function setup({ permitted = true, surface = true } = {}) {
  const clock = new FakeClock();
  const signalling = new FakeSignalling();
  const engine = new FakeMediaEngine();
  const tokens = new FakeTokenSource();
  let ids = 0;
  const controller = createCallController({
    clock,
    signalling,
    engine,
    tokens,
    newId: () => `call-${(ids += 1)}`,
    permitted: () => Promise.resolve(permitted),
  });
  const welcome = (calls: Extract<ServerMessage, { type: 'welcome' }>['calls'] = []) => {
    signalling.receive({ type: 'welcome', self: ana, deviceId: 'device', sessionId: 'session', calls });
    signalling.goOnline();
  };
  welcome();
  signalling.receive({ type: 'friends', friends: [{ ...bo, presence: 'online' }] });
  if (surface) controller.addRingSurface();
  await settle();
  return { controller, clock, signalling, engine, tokens, welcome, ...reader(controller) };
}

function reader(controller: CallController) {
  const events: string[] = [];
  controller.on('phase', ({ phase }) => events.push(phase));
  controller.on('end', ({ reason }) => events.push(`end:${reason}`));
  controller.on('error', ({ error }) => events.push(`error:${error.code}`));
  return {
    events,
    call: () => controller.snapshot.calls.find((call) => call.id === controller.snapshot.activeCallId),
    phase: () => controller.snapshot.calls.find((call) => call.id === controller.snapshot.activeCallId)?.phase,
  };
}

/** Bo rings Ana. */
export const boRings = {
  type: 'invite',
  callId: 'their-call',
  ringId: 'ring',
  from: bo,
  to: [ana],
  intent: 'video',
  remainingMs: 60_000,
} as const satisfies ServerMessage;
