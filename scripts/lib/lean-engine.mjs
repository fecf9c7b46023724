// livekit-client as a page needs it: without its chatter, and without repairs for browsers older than ours.

const ENGINE = /livekit-client[\\/]dist[\\/]livekit-client\.esm\.mjs$/;
/** Below what livekit-client itself shows by default in our pages (warnings). */
const CHATTER = new Set(['trace', 'debug', 'info']);
/** Fewer than this, and livekit-client has changed its ways: look again. */
const LEAST_CHATTER = 150;
/** The adapter's own library, run when the engine is loaded; only the repairs use it. */
const ADAPTERS_LIBRARY = 'var sdpExports = requireSdp();';
const NOTHING = 'var sdpExports = {};'.padEnd(ADAPTERS_LIBRARY.length);

/**
 * A plugin of rollup. What it takes out leaves blanks of the same length, so that positions, and with them the source map, stay true.
 * @returns {import('rollup').Plugin}
 */
export function leanEngine() {
  return {
    name: 'lean-engine',
    transform(code, id) {
      if (!ENGINE.test(id)) return null;
      const statements = [...statementsOf(this.parse(code))];
      const chatter = statements.filter(isChatter);
      const repairs = statements.filter(isAdapter);
      const library = code.split(ADAPTERS_LIBRARY);
      if (chatter.length < LEAST_CHATTER || repairs.length !== 1 || library.length !== 2) {
        this.error('livekit-client is built in another way now: mend scripts/lib/lean-engine.mjs.');
      }
      return { code: blank(code, [...chatter, ...repairs]).replace(ADAPTERS_LIBRARY, NOTHING), map: null };
    },
  };
}

/** @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node */

/** Every statement that is only an expression. @param {any} node @returns {Generator<Node>} */
function* statementsOf(node) {
  if (node === null || typeof node !== 'object') return;
  if (node.type === 'ExpressionStatement') yield node;
  for (const value of Object.values(node)) yield* statementsOf(value);
}

/** `this.log.debug(…)`, `livekitLogger.info(…)`: their arguments only read. @param {Node} statement */
function isChatter({ expression }) {
  const callee = expression.type === 'CallExpression' ? expression.callee : undefined;
  if (callee?.type !== 'MemberExpression' || !CHATTER.has(callee.property.name)) return false;
  const owner = callee.object.type === 'MemberExpression' ? callee.object.property.name : callee.object.name;
  return /log/i.test(owner ?? '');
}

/** The call that runs webrtc-adapter: it mends browsers that lack what all of ours have. @param {Node} statement */
function isAdapter({ expression }) {
  return expression.type === 'CallExpression' && expression.callee.name === 'adapterFactory';
}

/** @param {string} code @param {Node[]} nodes */
function blank(code, nodes) {
  let result = '';
  let from = 0;
  for (const { start, end } of nodes.toSorted((a, b) => a.start - b.start)) {
    if (start < from) continue;
    // The semicolon keeps "if (x) log.debug(…)" a statement.
    result += `${code.slice(from, start)};${code.slice(start + 1, end).replace(/[^\n]/g, ' ')}`;
    from = end;
  }
  return result + code.slice(from);
}
