// The page that a CallView shows. Runs in the QML engine too, so no syntax newer than ES2016 but `?.` and `??`.

/**
 * @typedef {object} PageOptions
 * @property {string} serviceUrl folder of the service: `token` and `signal` lie in it
 * @property {string} mediaUrl the media server
 * @property {string} bundleUrl the file call-elements.js
 * @property {string} [bundleIntegrity] its hash, as integrity.json tells it
 * @property {boolean} [startMuted]
 */

/** The Trusted Types policy of the bundle. */
const POLICY = 'call-elements-lit';

/**
 * The page, the address that it stands for, and its origin. No token is in it: the page asks for one over the channel.
 * @param {PageOptions} options
 * @returns {{ html: string, address: string, origin: string }}
 * @throws {TypeError} an address that is none
 */
export function hostPage(options) {
  const service = folder(address('serviceUrl', options.serviceUrl));
  const bundle = address('bundleUrl', options.bundleUrl);
  const { bundleIntegrity = '', startMuted = false } = options;
  const integrity = bundleIntegrity === '' ? '' : ` integrity="${escape(bundleIntegrity)}"`;
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escape(contentSecurityPolicy(service, bundle, address('mediaUrl', options.mediaUrl)))}" />
    <meta name="referrer" content="no-referrer" />
    <title>Call</title>
    <script type="module" src="${escape(bundle)}" crossorigin${integrity}></script>
  </head>
  <body>
    <call-client token-url="${escape(`${service}token`)}" signal-url="${escape(`${service}signal`)}"${startMuted ? ' start-muted' : ''}></call-client>
    <call-view mode="docked"></call-view>
  </body>
</html>
`;
  return { html, address: service, origin: originOf(service) };
}

/**
 * Scheme, host and port of an address; empty when it is none.
 * @param {string} text
 */
export function originOf(text) {
  const parts = /^(https?:)\/\/(?:[^/?#@\\]*@)?([^/?#@\\\s]+)/i.exec(String(text));
  if (!parts) return '';
  const scheme = (parts[1] ?? '').toLowerCase();
  const host = (parts[2] ?? '').toLowerCase().replace(scheme === 'http:' ? /:(80)?$/ : /:(443)?$/, '');
  return `${scheme}//${host}`;
}

/** Nothing inline, no eval, no frames, and only the service, the media server and the folder of the bundle are reached. */
function contentSecurityPolicy(/** @type {string} */ service, /** @type {string} */ bundle, /** @type {string} */ media) {
  const origins = [service, media].map(originOf);
  const sockets = origins.map((origin) => origin.replace(/^http/, 'ws'));
  return [
    "default-src 'none'",
    // Commas and semicolons would end the source.
    `script-src ${folder(bundle).replace(/[;,]/g, encodeURIComponent)}`,
    `img-src ${originOf(service)}`,
    'media-src blob:',
    `connect-src ${origins.concat(sockets).join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${POLICY}`,
  ].join('; ');
}

/**
 * A web address; one of a socket becomes that of its server.
 * @param {string} name
 * @param {string} text
 */
function address(name, text) {
  const web = String(text).replace(/^ws(s?):/i, 'http$1:');
  if (originOf(web) === '' || /[\s"<>\\]/.test(web)) throw new TypeError(`CallView: ${name} is no address of the web: "${web}"`);
  return web;
}

/** Up to the last slash. */
function folder(/** @type {string} */ url) {
  return url.replace(/[?#].*$/, '').replace(/[^/]*$/, '');
}

function escape(/** @type {string} */ text) {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
