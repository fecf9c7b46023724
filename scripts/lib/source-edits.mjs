// Changes in the text of a program that keep every line where it was, so that a source map made for the old text holds for the new one.

/** @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node a node of ESTree */
/** @typedef {{ start: number, end: number, text: string }} Edit */

/**
 * A node and all below it, each before its own children.
 * @param {any} node
 * @param {(node: Node) => boolean} [enter] what is not entered is not given either
 * @returns {Generator<Node>}
 */
export function* nodesOf(node, enter = () => true) {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') {
    if (!enter(node)) return;
    yield node;
  }
  for (const value of Object.values(node)) yield* nodesOf(value, enter);
}

/**
 * Carries out edits; one that lies inside another falls away.
 * @param {string} code
 * @param {readonly Edit[]} edits
 */
export function edit(code, edits) {
  let result = '';
  let from = 0;
  for (const { start, end, text } of edits.toSorted(inOrder)) {
    if (start < from) continue;
    const lines = code.slice(start, end).replace(/[^\n]/g, '');
    result += code.slice(from, start) + text + lines;
    from = end;
  }
  return result + code.slice(from);
}

/** What only inserts goes first: it closes something that lies before. Then the longer one, which takes what lies inside along. */
const inOrder = (/** @type {Edit} */ a, /** @type {Edit} */ b) =>
  a.start - b.start || Number(b.start === b.end) - Number(a.start === a.end) || b.end - a.end;
