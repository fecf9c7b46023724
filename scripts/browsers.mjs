// Where the browsers of the tests come from: the environment, known names, Debian's packages; else an error that says what to install.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {object} Browser
 * @property {string} title
 * @property {string} variable the environment variable that names its program
 * @property {readonly string[]} names on PATH
 * @property {readonly string[]} places known ones of macOS and Windows
 * @property {string} apt Debian's package
 */

/** @type {Browser} */
const CHROMIUM = {
  title: 'Chromium',
  variable: 'CHROME_PATH',
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'],
  places: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
  apt: 'chromium',
};

/** @type {Browser} */
const FIREFOX = {
  title: 'Firefox',
  variable: 'FIREFOX_PATH',
  names: ['firefox-esr', 'firefox'],
  places: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  apt: 'firefox-esr',
};

/** The program of Chromium. Throws an error that says what to install. */
export const findChromium = () => found(CHROMIUM);
/** The program of Firefox. Throws an error that says what to install. */
export const findFirefox = () => found(FIREFOX);

/**
 * Installs what is missing when this is Debian or Ubuntu and we are root; otherwise throws an error that says what to install.
 * @param {('chromium' | 'firefox')[]} wanted
 * @param {(line: string) => void} say
 */
export function ensureBrowsers(wanted, say) {
  for (const name of wanted) {
    const browser = name === 'chromium' ? CHROMIUM : FIREFOX;
    if (lookFor(browser)) continue;
    if (mayInstall()) install(browser.apt, say);
    found(browser);
  }
}

/** @param {Browser} browser */
function found(browser) {
  const path = lookFor(browser);
  if (path) return path;
  throw new Error(
    `${browser.title} was not found. Set ${browser.variable} to its program, or install it: ` +
      `Debian or Ubuntu "apt-get install ${browser.apt}", macOS "brew install --cask ${browser.title.toLowerCase()}", Windows "winget install ${browser.title}".`,
  );
}

/** @param {Browser} browser */
function lookFor({ title, variable, names, places }) {
  const named = process.env[variable];
  if (named && !existsSync(named))
    throw new Error(`${variable} names ${named}, which does not exist; ${title} is looked for nowhere else then.`);
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, process.platform === 'win32' ? `${name}.exe` : name)));
  return [...onPath, ...places].find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function mayInstall() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @param {string} name @param {(line: string) => void} say */
function install(name, say) {
  say(`Installing ${name} with apt-get…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ ...args) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  const done =
    apt('install', '-y', '--no-install-recommends', name) || (apt('update') && apt('install', '-y', '--no-install-recommends', name));
  if (!done) say(`apt-get could not install ${name}.`);
}
