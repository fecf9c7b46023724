// What the oldest browser of ours, Chromium 102 (Qt WebEngine 6.4), lacks, found in built code. Nothing lowers calls and styles for us.
import { parseAst } from 'rollup/parseAst';
import { stylesAboveFloor } from './floor-styles.mjs';
import { nodesOf } from './source-edits.mjs';

/** @typedef {import('./source-edits.mjs').Node} Node */

const METHODS = new Set(
  (
    'toSorted toReversed toSpliced toBase64 toHex isWellFormed toWellFormed symmetricDifference isSubsetOf isSupersetOf isDisjointFrom ' +
    'checkVisibility showPopover hidePopover togglePopover moveBefore setHTMLUnsafe getHTML startViewTransition transferToFixedLength'
  ).split(' '),
);
const STATICS = new Set(
  (
    'Promise.withResolvers Promise.try AbortSignal.any AbortSignal.timeout URL.canParse URL.parse Object.groupBy Map.groupBy ' +
    'Array.fromAsync RegExp.escape Iterator.from Uint8Array.fromBase64 Uint8Array.fromHex scheduler.yield Math.sumPrecise Error.isError'
  ).split(' '),
);
const CLASSES = new Set(['Iterator', 'RTCRtpScriptTransform', 'DisposableStack', 'AsyncDisposableStack', 'CloseWatcher', 'URLPattern']);
const ITERATORS = new Set(['values', 'entries', 'keys', 'matchAll']);
const HELPERS = new Set('map filter take drop flatMap reduce toArray forEach some every find'.split(' '));

/**
 * Everything in a script that Chromium 102 lacks: syntax, calls without a guard, and styles in its texts.
 * A guard is `?.()`, or a test of the same name around it (`if (AbortSignal.any)`, `'any' in AbortSignal`, `typeof Iterator`).
 * @param {string} code a module
 * @returns {string[]} one line each; none when all is well
 */
export function aboveFloor(code) {
  const found = new Set();
  const visit = (/** @type {any} */ node, /** @type {readonly string[]} */ guards, /** @type {boolean} */ top) => {
    if (node === null || typeof node !== 'object') return;
    if (typeof node.type === 'string') {
      for (const line of [...syntax(node, top), ...calls(node)]) if (!guards.some((guard) => line.endsWith(guard))) found.add(line);
    }
    const inner = top && !/Function|PropertyDefinition|StaticBlock/.test(node.type ?? '');
    const tested = node.test && /^(If|Conditional)/.test(node.type) ? namesIn(node.test) : logical(node);
    for (const value of Object.values(node)) visit(value, tested.length > 0 ? [...guards, ...tested] : guards, inner);
  };
  visit(parseAst(code, { allowReturnOutsideFunction: false }), [], true);
  for (const text of textsIn(code)) for (const line of stylesAboveFloor(text)) found.add(line);
  return [...found];
}

/** @param {Node} node @param {boolean} top outside of every function @returns {string[]} */
function syntax(node, top) {
  const lines = [];
  if (top && (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await))) lines.push('top-level await');
  if (node.type === 'Literal' && node.regex?.flags.includes('v')) lines.push('regular expression with the flag v');
  if (node.type === 'VariableDeclaration' && /using/.test(node.kind)) lines.push('using');
  if (/^(Import|Export)/.test(node.type) && (node.attributes?.length > 0 || node.options)) lines.push('import attributes');
  if (node.type === 'Decorator') lines.push('a decorator');
  return lines;
}

/** @param {Node} node @returns {string[]} */
function calls(node) {
  const { callee } = node;
  if (node.type === 'NewExpression' && CLASSES.has(callee.name)) return [`new ${callee.name}`];
  if (node.type !== 'CallExpression' || node.optional || callee.type !== 'MemberExpression' || callee.computed) return [];
  const { object, property } = callee;
  const lines = [];
  if (METHODS.has(property.name)) lines.push(`a call of .${property.name}`);
  if (STATICS.has(`${nameOf(object)}.${property.name}`)) lines.push(`a call of ${nameOf(object)}.${property.name}`);
  const source = object.type === 'CallExpression' && object.callee.type === 'MemberExpression' ? object : undefined;
  const name = source?.callee.property.name;
  if (source && HELPERS.has(property.name) && ITERATORS.has(name) && (source.arguments.length === 0) !== (name === 'matchAll')) {
    lines.push(`.${name}().${property.name}, a helper of iterators`);
  }
  return lines;
}

/** `URL`, also of `globalThis.URL`. @param {Node} node @returns {string} */
const nameOf = (node) => (node.type === 'MemberExpression' ? node.property.name : node.name) ?? '';

/** `AbortSignal.any && …`: what the left side names is there on the right. @param {Node} node */
const logical = (node) => (node.type === 'LogicalExpression' && node.operator === '&&' ? namesIn(node.left) : []);

/** Names in a test, however they are asked for. @param {Node} test @returns {string[]} */
function namesIn(test) {
  const names = [];
  for (const node of nodesOf(test)) {
    if (node.type === 'MemberExpression' && !node.computed) names.push(`.${node.property.name}`);
    if (node.type === 'BinaryExpression' && node.operator === 'in' && typeof node.left.value === 'string')
      names.push(`.${node.left.value}`, ` ${node.left.value}`);
    if (node.type === 'UnaryExpression' && node.operator === 'typeof') names.push(` ${nameOf(node.argument)}`);
  }
  return names;
}

/** Texts of a script, with a word in place of each `${…}`. @param {string} code @returns {string[]} */
function textsIn(code) {
  const texts = [];
  for (const node of nodesOf(parseAst(code))) {
    if (node.type === 'TemplateLiteral') texts.push(node.quasis.map((/** @type {Node} */ part) => part.value.cooked ?? '').join('--x:0'));
    if (node.type === 'Literal' && typeof node.value === 'string') texts.push(node.value);
  }
  return texts;
}
