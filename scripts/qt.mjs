// Where the Qt of the tests comes from: QML_PATH, known places, Debian's packages; else an error that says what to install.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Qt 6.4 or newer with Qt WebEngine; nothing pulls the module for worker scripts in by itself. */
const PACKAGES = [
  'qml-qt6',
  'qml6-module-qtwebengine',
  'qml6-module-qtwebchannel',
  'qml6-module-qtquick',
  'qml6-module-qtquick-window',
  'qml6-module-qtqml',
  'qml6-module-qtqml-models',
  'qml6-module-qtqml-workerscript',
];
/** Debian's stands on no PATH. */
const PLACES = ['/usr/lib/qt6/bin/qml', '/usr/lib64/qt6/bin/qml', '/opt/homebrew/opt/qt/bin/qml', '/usr/local/opt/qt/bin/qml'];
const NAMES = process.platform === 'win32' ? ['qml6.exe', 'qml.exe'] : ['qml6'];

/** Ends well if a page can be shown with all that packages/qml and its tests import. */
const PROBE = `import QtQml
import QtQuick
import QtQuick.Window
import QtWebChannel
import QtWebEngine
Window {
    WebEngineView {
        Component.onCompleted: loadHtml("<p>probe")
        onLoadingChanged: info => { if (info.status !== WebEngineView.LoadStartedStatus) Qt.exit(info.status === WebEngineView.LoadSucceededStatus ? 0 : 1) }
    }
}
`;
const PROBE_MS = 30_000;

/** What a `qml` needs to run where there is no screen, and as root, whom Chromium's sandbox refuses. */
export function headless() {
  return {
    QT_QPA_PLATFORM: 'offscreen',
    QT_FORCE_STDERR_LOGGING: '1',
    ...(process.getuid?.() === 0 && { QTWEBENGINE_DISABLE_SANDBOX: '1' }),
  };
}

/** The program that runs QML files. Throws an error that says what to install. */
export function findQml() {
  const path = lookFor();
  if (path) return path;
  throw new Error(missing('Qt 6 was not found.'));
}

/**
 * Installs what is missing when this is Debian or Ubuntu and we are root; otherwise throws an error that says what to install.
 * @param {(line: string) => void} say
 */
export function ensureQt(say) {
  if (problem() === undefined) return;
  if (mayInstall()) install(say);
  const left = problem();
  if (left !== undefined) throw new Error(missing(left));
}

/** @returns {string | undefined} why the tests could not run */
function problem() {
  const path = lookFor();
  if (!path) return 'Qt 6 was not found.';
  const folder = mkdtempSync(join(tmpdir(), 'call-elements-qt-'));
  try {
    const file = join(folder, 'probe.qml');
    writeFileSync(file, PROBE);
    const env = { ...process.env, ...headless(), XDG_RUNTIME_DIR: folder };
    const { status, stderr } = spawnSync(path, [file], { env, encoding: 'utf8', timeout: PROBE_MS, killSignal: 'SIGKILL' });
    return status === 0 ? undefined : `${path} cannot run Qt WebEngine: ${reason(stderr)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The line that names a module, or the last one. @param {string | null} output */
function reason(output) {
  const lines = (output ?? '').split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /is not installed|not found|no such/i.test(line)) ?? lines.at(-1) ?? 'it said nothing.';
}

function lookFor() {
  const named = process.env['QML_PATH'];
  if (named && !existsSync(named)) throw new Error(`QML_PATH names ${named}, which does not exist; Qt is looked for nowhere else then.`);
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES].find((path) => existsSync(path));
}

/** @param {string} what */
const missing = (what) =>
  `${what} Needed is Qt 6.4 or newer with Qt WebEngine: Debian or Ubuntu "apt-get install ${PACKAGES.join(' ')}", ` +
  'macOS "brew install qt"; or set QML_PATH to its program "qml". Without it: npm test -- --without qt';

function mayInstall() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get') || process.env['QML_PATH']) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @param {(line: string) => void} say */
function install(say) {
  say('Installing Qt WebEngine with apt-get (about 70 MB)…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ ...args) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  const packages = () => apt('install', '-y', '--no-install-recommends', ...PACKAGES);
  if (!packages() && !(apt('update') && packages())) say('apt-get could not install Qt WebEngine.');
}
