export { FakeController, type VerbCall } from './fake-controller.js';
export {
  deepFreeze,
  makeCall,
  makeEnded,
  makeFriend,
  makeLocal,
  makeLocalVideo,
  makeParticipant,
  makePerson,
  makeRing,
  makeRunning,
  makeSnapshot,
  scenes,
  withCall,
} from './scenes.js';
export { FakeClock, settle } from './fake-clock.js';
export { FakeMediaEngine, FakeMediaSession, FakeSignalling, FakeTokenSource, fakeToken, type Sent } from './fake-ports.js';
