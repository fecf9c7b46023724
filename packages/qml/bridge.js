/* global document, window, qt, QWebChannel, customElements, setTimeout, CSSStyleSheet */

// CallView runs this in its page before any script of the page, behind Qt's own qwebchannel.js.
(() => {
  const RETRY_MS = 50;
  const NO_CALL = { phase: 'idle', muted: false };
  const VERBS = {
    call: (controller, { peerId, media }) => controller.call(peerId, { media }),
    accept: (controller, { media }) => controller.accept(media ? { media } : {}),
    decline: (controller) => controller.decline(),
    hangUp: (controller) => controller.hangUp(),
    setMuted: (controller, { muted }) => controller.setMicrophone(!muted),
  };

  /** Resolves when CallView has made sure that this is its own page. */
  const whenOpen = (host) =>
    new Promise((resolve) => {
      const look = () => host.open && resolve();
      host.openChanged.connect(look);
      look();
    });

  /** The code of the controller comes later than the tag, and no event tells when. */
  const whenController = (client) =>
    new Promise((resolve) => {
      const look = () => (client.controller ? resolve(client.controller) : setTimeout(look, RETRY_MS));
      look();
    });

  /** Asks the host app for its user's token. */
  function sessionOf(host) {
    const waiting = new Map();
    let last = 0;
    const settle = (id, how, value) => {
      const request = waiting.get(id);
      waiting.delete(id);
      request?.[how](value);
    };
    host.sessionGiven.connect((id, token) => settle(id, 'resolve', token));
    host.sessionRefused.connect((id) => settle(id, 'reject', sessionError()));
    return ({ fresh, signal }) =>
      new Promise((resolve, reject) => {
        const id = (last += 1);
        waiting.set(id, { resolve, reject });
        signal?.addEventListener('abort', () => settle(id, 'reject', sessionError()), { once: true });
        void host.askSession(id, fresh);
      });
  }

  const sessionError = () =>
    Object.assign(new Error('The host app gave no session. See getSession of CallView.'), {
      name: 'CallError',
      code: 'ERR_SESSION',
      category: 'auth',
      retryable: true,
    });

  function stateOf({ calls, activeCallId, connection }) {
    const call = calls.find(({ id }) => id === activeCallId);
    if (!call) return { ...NO_CALL, connection };
    const { microphone } = call.local;
    return { phase: call.phase, muted: microphone === 'off' || microphone === 'blocked', connection };
  }

  /** Tells each new reason why the service is away, once until it is back. */
  function watchConnection(host, controller) {
    let known = '';
    return () => {
      const { connection, connectionError } = controller.snapshot;
      if (connection === 'online') known = '';
      if (!connectionError || connectionError.code === known) return;
      known = connectionError.code;
      void host.fail(known, connectionError.message);
    };
  }

  /** Keeps the properties of CallView true, and does what its methods ask. */
  function connect(host, controller) {
    const tellTrouble = watchConnection(host, controller);
    let told = '';
    const tell = () => {
      const state = stateOf(controller.snapshot);
      const text = JSON.stringify(state);
      if (text !== told) void host.report(state.phase, state.muted, state.connection);
      told = text;
      tellTrouble();
    };
    controller.subscribe(tell);
    host.command.connect((verb, argument) => VERBS[verb]?.(controller, argument ?? {}));
    tell();
  }

  /** The view fills the window. A sheet of its own, since the page allows no styles. */
  function style() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':root { color-scheme: light dark } html, body { block-size: 100%; margin: 0; overflow: hidden }');
    document.adoptedStyleSheets = [sheet];
  }

  const whenParsed = new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  const whenBundleFails = new Promise((resolve) =>
    window.addEventListener('error', ({ target }) => target?.localName === 'script' && resolve(), true),
  );

  async function start(host) {
    await whenParsed;
    style();
    await whenOpen(host);
    void whenBundleFails.then(() => host.fail('ERR_ENGINE_LOAD', 'The bundle could not be loaded. Check bundleUrl and bundleIntegrity.'));
    const client = document.querySelector('call-client');
    client.addEventListener('call-error', ({ error }) => void host.fail(error.code, error.message));
    client.getSession = sessionOf(host);
    await customElements.whenDefined('call-client');
    connect(host, await whenController(client));
  }

  new QWebChannel(qt.webChannelTransport, ({ objects }) => void start(objects.host));
})();
