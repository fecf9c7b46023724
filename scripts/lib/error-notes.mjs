// What docs/errors.md says of each code beside what the code itself knows. A code without a note does not compile.

/**
 * `unseen`: where it is shown, when that is not a sentence of the view.
 * @typedef {{ means: string, host: string, unseen?: string }} ErrorNote
 */

const SIGN_IN = 'Renew the login of the user; the next call asks `getSession` or `session-url` again.';
const TOKENS =
  'Look at the token endpoint: does it run, and may the page reach it (CORS, `connect-src`)? The person has a button to try again.';

/** @type {Record<import('@call-elements/protocol').ErrorCode, ErrorNote>} */
export const ERROR_NOTES = {
  ERR_BAD_REQUEST: {
    means:
      'The service did not understand a request or a frame: versions that do not fit together, or something in between that changes messages.',
    host: 'Use the service and the elements of one release.',
  },
  ERR_UNAUTHENTICATED: {
    means:
      'No user token, or one that the service does not take: expired, of another issuer or for another audience. A fresh one was asked for once already.',
    host: `${SIGN_IN} If it always fails, compare issuer, audience and algorithm with the service's settings.`,
  },
  ERR_NOT_ALLOWED: {
    means:
      'This user may not. Somebody who is no friend, somebody who does not exist, a foreign call and a room that is not open to them all get this one answer.',
    host: 'Check friends and `mayJoin` of the service. Do not tell the cases apart for the person either.',
  },
  ERR_NOT_FOUND: {
    means: 'The address of the token endpoint or of the service does not exist.',
    host: 'Correct `token-url` or `signal-url`.',
  },
  ERR_CALL_ENDED: { means: 'The call was over before the answer came.', host: 'Nothing.' },
  ERR_CALL_LIVE: {
    means: 'A call was asked for while another one is live.',
    host: 'Hang up first, or ask the person. Buttons of ours do so by themselves.',
    unseen: 'the button says “You are in another call”.',
  },
  ERR_ROOM_FULL: { means: 'Every place of the room is taken.', host: 'Offer another room. It is not tried again by itself.' },
  ERR_TOO_LARGE: { means: 'A request or a frame of more than 16 KiB.', host: 'Shorten what you pass in: names, room names.' },
  ERR_RATE_LIMITED: {
    means: 'Too many requests or calls of one user. The error has `retryAfterMs`; up to ten seconds are waited for by themselves.',
    host: 'Wait as long as `retryAfterMs` says. If honest people meet it, raise the limits of the service.',
  },
  ERR_INTERNAL: { means: 'The service failed.', host: 'Read the log of the service.' },
  ERR_MEDIA_SERVER: {
    means: 'The service could not reach the media server to make the room.',
    host: 'Check LiveKit, its address and its key in the settings of the service.',
  },
  ERR_SESSION: {
    means: 'The host gave no user token: `session-url` failed, or `getSession` threw. The cause is what it threw, or the status.',
    host: SIGN_IN,
  },
  ERR_TOKEN_UNREACHABLE: {
    means: 'The token endpoint did not answer within 8 seconds, or failed, three times.',
    host: TOKENS,
  },
  ERR_TOKEN_REFUSED: {
    means: 'The token endpoint said no, by a status without a code of its own.',
    host: 'Look at the status in the cause.',
  },
  ERR_TOKEN_EXPIRED: {
    means: 'The media server did not take the LiveKit token, nor a second, new one: signed with another key, or the clocks differ.',
    host: 'Compare key and secret of the token endpoint with those of LiveKit, and set both clocks.',
  },
  ERR_TOKEN_INVALID: { means: 'The answer of the token endpoint is none: often a page instead of JSON.', host: 'Correct `token-url`.' },
  ERR_SIGNALLING_LOST: {
    means: 'The socket to the service is gone for more than ten seconds, or an invite was never answered. A running call goes on.',
    host: 'Check the service, and `connect-src` for its socket. It comes back by itself.',
  },
  ERR_ENGINE_LOAD: {
    means:
      'A file of the bundle did not load, twice: not served beside the first one, blocked by the policy of the page, or changed on the way.',
    host: 'Serve the whole folder, and keep `integrity` up to date. The person has a button to try again.',
  },
  ERR_CONNECT_TIMEOUT: { means: 'The media server did not answer within 25 seconds.', host: 'Check LiveKit and what stands between.' },
  ERR_CONNECT_FAILED: {
    means: 'The media server could not be reached, or failed, three times. The cause has its status, or the number of the SDK.',
    host: 'Check LiveKit, its address in the token answer, and `connect-src` for `https:` and `wss:` of it.',
  },
  ERR_CONNECT_REFUSED: {
    means: 'The media server refused this person, or removed them while joining.',
    host: 'Check the grants of the token.',
  },
  ERR_JOIN_FAILED: {
    means: 'The media server sent us away before we were in, twice: most often its room is full.',
    host: 'Check `max_participants` and the limits of LiveKit.',
  },
  ERR_ROOM_GONE: {
    means: 'The media server has no such room, three tokens long.',
    host: 'Make the room before its token, as our service does, or turn on `auto_create`.',
  },
  ERR_NETWORK_BLOCKED: {
    means: 'The media server answers, but media do not pass: a firewall blocks UDP and TCP to its media ports.',
    host: 'Open the media ports, or set up TURN over TLS in LiveKit.',
  },
  ERR_CONFIG: {
    means: 'What `server_url` names is no address, or nothing there speaks LiveKit; or somebody was to be rung without `signal-url`.',
    host: 'Correct the address.',
  },
  ERR_MEDIA_DENIED: {
    means: 'The person or the browser refused the device. The cause is the `DOMException`.',
    host: 'In an iframe, set `allow="camera; microphone; display-capture"`; check `Permissions-Policy`. Who is called, or joins a room, is there without it and may try again.',
  },
  ERR_MEDIA_MISSING: { means: 'There is no such device.', host: 'Nothing: the call goes on without it, with a button to try again.' },
  ERR_MEDIA_IN_USE: {
    means: 'The device could not be read, twice within a second: another program uses it.',
    host: 'Nothing: the call goes on without it, with a button to try again.',
  },
  ERR_MEDIA_TIMEOUT: {
    means: 'Nobody answered the question for the device within 15 seconds. Web views never do when their host has no handler for it.',
    host: 'In a web view, answer permission requests for your own origin.',
  },
  ERR_PUBLISH_DENIED: {
    means: 'The LiveKit token does not allow to send this.',
    host: 'Check `canPublish` and `canPublishSources` of the token.',
  },
  ERR_PUBLISH_FAILED: { means: 'The media server did not take the track.', host: 'Nothing: the person has a button to try again.' },
  ERR_MEDIA: { means: 'The device could not be started, neither as wished nor as it is.', host: 'Look at the cause, a `DOMException`.' },
  ERR_INSECURE_CONTEXT: {
    means: 'The page did not come over `https:` nor from localhost, or the browser has no WebRTC. The engine is not even fetched.',
    host: 'Serve the page over `https:`.',
  },
  ERR_DISPOSED: {
    means: 'The client is gone: its last element was removed, or `dispose()` was called.',
    host: 'Make a new one.',
    unseen: 'nothing.',
  },
};
