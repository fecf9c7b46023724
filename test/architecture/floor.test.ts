import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { aboveFloor } from '../../scripts/lib/floor.mjs';

const folder = join(import.meta.dirname, '../../dist/cdn');
const sheet = (css: string): string => `const sheet = css\`:host { display: block } ${css}\``;

/** One of each kind that Chromium 102 lacks. */
const PLANTED: readonly (readonly [string, string])[] = [
  ['top-level await', 'await load()'],
  ['top-level await', 'for await (const part of parts) use(part)'],
  ['regular expression', 'const letters = /[\\p{L}--[a-z]]/v'],
  ['import attributes', "import words from './en.json' with { type: 'json' }"],
  ['toSorted', 'function f(list) { return list.toSorted() }'],
  ['Promise.withResolvers', 'const f = () => Promise.withResolvers()'],
  ['AbortSignal.any', 'const f = (a, b) => AbortSignal.any([a, b])'],
  ['AbortSignal.timeout', 'fetch("/", { signal: globalThis.AbortSignal.timeout(5) })'],
  ['URL.canParse', 'const f = (text) => URL.canParse(text)'],
  ['Object.groupBy', 'Object.groupBy(list, (item) => item.kind)'],
  ['isSubsetOf', 'const f = (a, b) => a.isSubsetOf(b)'],
  ['helper of iterators', 'const names = map.values().map((person) => person.name)'],
  ['showPopover', 'const f = (element) => element.showPopover()'],
  ['RTCRtpScriptTransform', 'const f = (worker) => new RTCRtpScriptTransform(worker)'],
  ['pop-overs', 'const view = html`<div popover="auto">${words}</div>`'],
  ['a rule inside a rule', sheet('.card { color: red; .name { color: blue } }')],
  ['a rule inside a rule', sheet('.card { &:hover { color: blue } }')],
  [':has()', sheet('.card:has(img) { color: red }')],
  [':dir()', sheet('.card:dir(rtl) { color: red }')],
  ['newer pseudo-class', sheet('dialog:modal { color: red }')],
  ['@container', sheet('@container (min-width: 3px) { p { color: red } }')],
  ['a container', sheet('p { container-type: inline-size }')],
  ['newer at-rule', sheet('@starting-style { p { opacity: 0 } }')],
  ['range in @media', sheet('@media (width >= 600px) { p { color: red } }')],
  ['newer unit', sheet('p { block-size: 100dvh }')],
  ['color-mix', sheet('p { color: color-mix(in srgb, red, blue) }')],
  ['newer function', sheet('p { color: oklch(0.5 0.1 20) }')],
  ['subgrid', sheet('p { grid-template-rows: subgrid }')],
  ['transform as a property', sheet('p { translate: 1px 2px }')],
  ['mask without', sheet('p { mask: url(a.svg) }')],
  ['newer property', sheet('p { scrollbar-width: thin }')],
];

/** What asks first, or only looks alike. */
const HARMLESS = [
  'const f = (a, b) => AbortSignal.any ? AbortSignal.any([a, b]) : both(a, b)',
  "if ('canParse' in URL) URL.canParse(text)",
  'const f = () => Promise.withResolvers?.()',
  "const f = () => typeof RTCRtpScriptTransform !== 'undefined' && new RTCRtpScriptTransform(worker)",
  'async function f() { await load() }',
  'const names = Object.values(map).map((person) => person.name)',
  'const names = [...map.values()].map((person) => person.name)',
  sheet('@supports (block-size: 1dvh) { p { block-size: 100dvh } }'),
  sheet('@media (min-width: 600px) { .card:hover { transform: translate(1px) } } @keyframes a { to { opacity: 0 } }'),
  'const sentence = "A sum: 3 > 2; a container: none"',
];

describe('the check for what Chromium 102 lacks', () => {
  for (const [name, code] of PLANTED) {
    it(`finds ${name} in ${code}`, () => {
      const lines = aboveFloor(code);
      assert.ok(lines.length > 0, 'nothing was found');
      assert.ok(lines.join().includes(name), lines.join());
    });
  }

  it('lets pass what asks before it uses', () => {
    for (const code of HARMLESS) assert.deepEqual(aboveFloor(code), [], code);
  });

  it('finds nothing in the bundle', () => {
    const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
    assert.ok(scripts.length > 3);
    const found = scripts.flatMap((name) => aboveFloor(readFileSync(join(folder, name), 'utf8')).map((line) => `${name}: ${line}`));
    // The engine asks `isScriptTransformSupported()` first, and encrypts by createEncodedStreams otherwise.
    assert.deepEqual(
      found.filter((line) => !/^call-(engine-|elements\.classic).*: new RTCRtpScriptTransform$/.test(line)),
      [],
    );
  });
});
