// Runs in the QML engine too, so no syntax newer than ES2016 but `?.` and `??`.

/** Three parts of base64url with dots between: a JSON Web Token, wherever it stands. */
const JSON_WEB_TOKEN = /eyJ[\w-]+(?:(?:\.|%2E)[\w-]*)+/gi;
/** What follows a name that tells of a secret, in an address, a header or JSON. */
const NAMED = /((?:token|ticket|secret|password|authorization|jwt)["']?\s*(?:=|:|%3D)\s*["']?(?:bearer\s+)?)[^\s&"'<>,;)}\]]+/gi;
const BEARER = /(bearer\s+)[^\s"'<>,;)}\]]+/gi;
const GONE = '***';

/**
 * A line for a log, without what could open a session: tokens by their form, values by their name, and the `secrets` themselves.
 * Chromium writes the whole address of a socket that failed, with the media server's token in it.
 * @param {string} text
 * @param {readonly string[]} [secrets]
 * @returns {string}
 */
export function redact(text, secrets = []) {
  let clean = String(text);
  for (const secret of secrets) if (secret !== '') clean = clean.split(secret).join(GONE);
  return clean.replace(JSON_WEB_TOKEN, GONE).replace(NAMED, `$1${GONE}`).replace(BEARER, `$1${GONE}`);
}
