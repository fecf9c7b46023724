import { CallError } from '@call-elements/protocol';
import type { Signalling } from '../ports.js';

/** For pages without a ringing service. */
export const noSignalling: Signalling = {
  capabilities: { ringingAck: false, serverArbitration: false },
  start: (handlers) => {
    handlers.onConnection('idle', null);
  },
  send: () => Promise.reject(new CallError('ERR_CONFIG', 'There is no signal-url, so nobody can be rung.')),
  setLive: () => undefined,
  stop: () => undefined,
};
