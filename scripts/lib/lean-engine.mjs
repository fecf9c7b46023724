// livekit-client as a page needs it: without its chatter, without repairs for browsers older than ours, without what no call uses.
import { edit, nodesOf } from './source-edits.mjs';

/** @typedef {import('./source-edits.mjs').Node} Node */
/** @typedef {import('./source-edits.mjs').Edit} Edit */

const ENGINE = /livekit-client[\\/]dist[\\/]livekit-client\.esm\.mjs$/;
/** Below what livekit-client itself shows by default in our pages (warnings). */
const CHATTER = new Set(['trace', 'debug', 'info']);
/** Fewer than these, and livekit-client has changed its ways: look again. */
const LEAST_CHATTER = 150;
const LEAST_ASYNC = 250;
/** The adapter's own library, run when the engine is loaded; only the repairs use it. */
const ADAPTERS_LIBRARY = 'sdpExports';
/**
 * Streams, tracks and procedures over data channels: a call sends no data, and nobody outside sees the Room. The classes stay, with what they
 * set up; what they would do is empty. `queryPublished` answers a question of each reconnect.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const UNUSED = {
  IncomingDataStreamManager: [],
  OutgoingDataStreamManager: [],
  IncomingDataTrackManager: [],
  OutgoingDataTrackManager: ['queryPublished'],
  RpcClientManager: [],
  RpcServerManager: [],
};

/**
 * A plugin of rollup. What it takes out leaves blanks, so that lines, and with them the source map, stay true.
 * @returns {import('rollup').Plugin}
 */
export function leanEngine() {
  return {
    name: 'lean-engine',
    transform(code, id) {
      if (!ENGINE.test(id)) return null;
      const nodes = [...nodesOf(this.parse(code))];
      const chatter = nodes.filter(isChatter);
      const repairs = nodes.filter(isAdapter);
      const library = nodes.filter(isAdaptersLibrary);
      const late = nodes.filter(isAwaiter);
      const unused = nodes.filter((node) => node.type === 'ClassDeclaration' && node.id.name in UNUSED);
      if (
        chatter.length < LEAST_CHATTER ||
        late.length < LEAST_ASYNC ||
        repairs.length !== 1 ||
        library.length !== 1 ||
        unused.length !== Object.keys(UNUSED).length
      ) {
        this.error('livekit-client is built in another way now: mend scripts/lib/lean-engine.mjs.');
      }
      const edits = [
        // The semicolon keeps "if (x) log.debug(…)" a statement.
        ...[...chatter, ...repairs].map(({ start, end }) => ({ start, end, text: ';' })),
        ...library.map(({ init }) => ({ start: init.start, end: init.end, text: '{}' })),
        ...unused.flatMap(hollow),
        ...late.flatMap(asAsync),
      ];
      return { code: edit(code, edits), map: null };
    },
  };
}

/** `this.log.debug(…)`, `livekitLogger.info(…)`: their arguments only read. @param {Node} node */
function isChatter({ type, expression }) {
  const callee = type === 'ExpressionStatement' && expression.type === 'CallExpression' ? expression.callee : undefined;
  if (callee?.type !== 'MemberExpression' || !CHATTER.has(callee.property.name)) return false;
  const owner = callee.object.type === 'MemberExpression' ? callee.object.property.name : callee.object.name;
  return /log/i.test(owner ?? '');
}

/** The call that runs webrtc-adapter: it mends browsers that lack what all of ours have. @param {Node} node */
function isAdapter({ type, expression }) {
  return type === 'ExpressionStatement' && expression.type === 'CallExpression' && expression.callee.name === 'adapterFactory';
}

/** @param {Node} node */
function isAdaptersLibrary({ type, id, init }) {
  return type === 'VariableDeclarator' && id.name === ADAPTERS_LIBRARY && init?.callee?.name === 'requireSdp';
}

/**
 * `__awaiter(this, void 0, void 0, function* () {…})`: how async functions were written for browsers that lack them.
 * @param {Node} node
 */
function isAwaiter({ type, callee, arguments: args }) {
  if (type !== 'CallExpression' || callee.name !== '__awaiter') return false;
  const [self, given, , { type: kind, generator, params }] = args;
  const keepsThis = self.type === 'ThisExpression' || self.type === 'UnaryExpression';
  return keepsThis && given.type === 'UnaryExpression' && kind === 'FunctionExpression' && generator && params.length === 0;
}

/** Turns it back into an async function; an arrow, which keeps `this`. @param {Node} call @returns {Edit[]} */
function asAsync({ start, end, arguments: [, , , { body }] }) {
  const waits = [...yieldsOf(body)].flatMap(asAwait);
  return [{ start, end: body.start, text: '(async () => ' }, ...waits, { start: body.end, end, text: ')()' }];
}

/** Brackets, because `await` binds closer than `yield`. @param {Node} node @returns {Edit[]} */
function asAwait({ start, end, argument }) {
  if (!argument) return [{ start, end, text: 'await 0' }];
  return [
    { start, end: argument.start, text: 'await (' },
    { start: end, end, text: ')' },
  ];
}

/** The waits of one function, not of those inside. @param {Node} node @returns {Generator<Node>} */
function* yieldsOf(node) {
  for (const inner of nodesOf(node, (child) => !/Function/.test(child.type))) if (inner.type === 'YieldExpression') yield inner;
}

/** @param {Node} node @returns {Edit[]} */
function hollow({ id, body }) {
  const kept = ['constructor', ...UNUSED[id.name]];
  return body.body
    .filter((/** @type {Node} */ member) => member.type === 'MethodDefinition' && !kept.includes(member.key.name))
    .map((/** @type {Node} */ { value }) => ({ start: value.body.start, end: value.body.end, text: '{}' }));
}
