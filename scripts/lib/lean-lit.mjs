// Lit as our bundle needs it: a Trusted Types policy of our own, no names on the page's window, and of the decorators what tsc writes for us.

const POLICY = 'call-elements-lit';

/**
 * The policy is made when the first template is drawn: a second copy of the bundle, whose tags the page never uses, asks for nothing,
 * and a page that refuses it loses our pictures and nothing else.
 */
const LAZY_POLICY = `{createHTML:(html)=>(ownPolicy??=askForPolicy()).createHTML(html)}`;
const ASK_FOR_POLICY = `let ownPolicy;const askForPolicy=()=>{try{return globalThis.trustedTypes.createPolicy("${POLICY}",{createHTML:(html)=>html})}catch(cause){throw new TypeError('Call Elements cannot draw here: the page must allow "trusted-types ${POLICY}".',{cause})}};`;

/** What is changed in which file; each pattern must be there once. @type {readonly [RegExp, readonly [RegExp, string][]][]} */
const CHANGES = [
  [
    /lit-html[\\/](node[\\/])?lit-html\.js$/,
    [
      [/\w+\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\)/, LAZY_POLICY],
      [/^/, ASK_FOR_POLICY],
      [/,(\w+)=\w+\.litHtmlPolyfillSupport;\1\?\.\([\w,]+\),\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ';'],
    ],
  ],
  [
    /lit-element[\\/]lit-element\.js$/,
    [
      [
        /,\w+\.litElementHydrateSupport\?\.\(\{LitElement:\w+\}\);const (\w+)=\w+\.litElementPolyfillSupport;\1\?\.\(\{LitElement:\w+\}\);/,
        ';',
      ],
      [/\(\w+\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ''],
    ],
  ],
  [
    /reactive-element[\\/](node[\\/])?reactive-element\.js$/,
    [
      [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, ''],
      [
        /const (\w+)=this\[Symbol\.metadata\];if\(null!==\1\)\{const (\w+)=litPropertyMetadata\.get\(\1\);if\(void 0!==\2\)for\(.{1,60}?\)\}/,
        '',
      ],
      [/,\w+\?\.\(\{ReactiveElement:\w+\}\),\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, ''],
      [/,\w+=\w+\.reactiveElementPolyfillSupport/, ''],
    ],
  ],
];

/** Whole files, by what they are for us. tsc writes `experimentalDecorators`, and we decorate fields and accessors with one `@property` each. */
const REPLACED = /** @type {readonly [RegExp, string][]} */ ([
  [
    /reactive-element[\\/](node[\\/])?decorators[\\/]property\.js$/,
    'export const property=(options)=>(target,name)=>target.constructor.createProperty(name,options);',
  ],
  [/tslib\.es6\.m?js$/, 'export const __decorate=(decorators,target,key)=>{for(const decorate of decorators)decorate(target,key)};'],
]);

/** A plugin of rollup. @returns {import('rollup').Plugin} */
export function leanLit() {
  return {
    name: 'lean-lit',
    load: (id) => REPLACED.find(([file]) => file.test(id))?.[1] ?? null,
    transform(code, id) {
      const changes = CHANGES.find(([file]) => file.test(id))?.[1];
      if (!changes) return null;
      let changed = code;
      for (const [pattern, text] of changes) {
        if (!pattern.test(changed)) this.error(`Lit is built in another way now (${pattern.source}): mend scripts/lib/lean-lit.mjs.`);
        changed = changed.replace(pattern, () => text);
      }
      return { code: changed, map: null };
    },
  };
}
