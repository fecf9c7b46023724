// What Chromium 102 lacks in style sheets.

/** In a selector. @type {readonly [RegExp, string][]} */
const SELECTORS = [
  [/:has\(/, ':has()'],
  [/:(modal|popover-open|user-invalid|user-valid|open)\b/, 'a newer pseudo-class'],
  [/:(dir|state)\(/, ':dir() or :state()'],
  [/:nth-(last-)?child\([^)]*\bof\b/, ':nth-child(… of …)'],
  [/::(backdrop-filter|details-content|highlight\(|view-transition)/, 'a newer pseudo-element'],
];

/** At the head of a block. @type {readonly [RegExp, string][]} */
const RULES = [
  [/^@container\b/, '@container'],
  [/^@(scope|starting-style|position-try|view-transition|function)\b/, 'a newer at-rule'],
  [/^@media[^{]*[<>]/, 'a range in @media'],
  [/^@media[^{]*\((scripting|update|prefers-reduced-transparency)/, 'a newer media feature'],
];

/** A declaration. @type {readonly [RegExp, string][]} */
const DECLARATIONS = [
  [/^(translate|rotate|scale)\s*:/, 'a transform as a property of its own'],
  [/^container(-type|-name)?\s*:/, 'a container'],
  [/^mask(?!-type)[a-z-]*\s*:/, 'mask without its prefix'],
  [
    /^(scrollbar-(width|color)|field-sizing|text-wrap|text-box|interpolate-size|transition-behavior|white-space-collapse)\s*:/,
    'a newer property',
  ],
  [
    /^(anchor-name|position-anchor|position-area|animation-(timeline|composition)|view-transition-name|initial-letter)\s*:/,
    'a newer property',
  ],
  [/\b(color-mix|oklch|oklab|lch|lab|light-dark|color|image-set|linear|sin|cos|round|anchor)\(/, 'a newer function'],
  [/\brgba?\(from\b|\bhsla?\(from\b/, 'a colour from another'],
  [/\d([dsl]v([hwib]|min|max)|v[ib]|rlh|rex|ic|cap)\b/, 'a newer unit'],
  [/\bsubgrid\b/, 'subgrid'],
];

/**
 * What Chromium 102 lacks in a sheet, or in markup. What stands inside `@supports` is guarded.
 * @param {string} text whatever a script holds; what is neither is skipped
 * @returns {string[]}
 */
export function stylesAboveFloor(text) {
  if (/^\s*</.test(text)) return /<[a-z][^<>]*\s(popover|popovertarget|closedby|command)\b/.test(text) ? ['an attribute of pop-overs'] : [];
  if (!/[{;]?[^{};]+:[^{};]+[;}]/.test(text) || !text.includes('{')) return [];
  const lines = /** @type {string[]} */ ([]);
  /** @type {string[]} */
  const open = [];
  for (const { words, end } of piecesOf(text)) {
    if (open.some((head) => head.startsWith('@supports'))) lines.push();
    else if (end === '{') lines.push(...found(words.startsWith('@') ? RULES : SELECTORS, words), ...nesting(open, words));
    else lines.push(...found(DECLARATIONS, words));
    if (end === '{') open.push(words);
    if (end === '}') open.pop();
  }
  return [...new Set(lines)];
}

/** @param {readonly string[]} open @param {string} words */
const nesting = (open, words) =>
  open.some((head) => !head.startsWith('@')) || /^&|[\s,>+~]&/.test(words) ? [`a rule inside a rule, in styles: ${words}`] : [];

/** @param {readonly (readonly [RegExp, string])[]} list @param {string} words */
const found = (list, words) => list.flatMap(([pattern, name]) => (pattern.test(words) ? [`${name}, in styles: ${words}`] : []));

/** A sheet cut at braces and semicolons; what follows a `{` comes without its head. @param {string} text */
function* piecesOf(text) {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/"[^"]*"|'[^']*'/g, '""');
  let from = 0;
  for (const { index, 0: end } of plain.matchAll(/[{};]/g)) {
    yield { words: plain.slice(from, index).trim(), end };
    from = index + 1;
  }
}
