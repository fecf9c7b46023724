// The nine rules of the house: who may know whom. test/architecture plants a violation of each.
const inside = (name) => `^packages/${name}/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'protocol-is-a-leaf',
      comment: 'protocol knows nothing: no package of ours, no library, no Node.',
      severity: 'error',
      from: { path: inside('protocol') },
      to: { pathNot: [inside('protocol'), '^node_modules/tslib/'] },
    },
    {
      name: 'core-draws-nothing',
      comment: 'core is the call without a screen: no Lit, no tags.',
      severity: 'error',
      from: { path: inside('core') },
      to: { path: ['^node_modules/(lit|lit-html|lit-element|@lit)/', inside('(elements|service|dev-server)'), '^stories/'] },
    },
    {
      name: 'livekit-in-one-folder',
      comment: 'livekit-client, its types too, is known in packages/core/src/livekit only: one value drags in the whole engine.',
      severity: 'error',
      from: { path: '^(packages|stories)/', pathNot: '^packages/core/src/livekit/' },
      to: { path: '^node_modules/livekit-client/' },
    },
    {
      name: 'livekit-behind-one-import',
      comment: 'The folder that knows livekit-client is reached by a dynamic import, so that a page loads the engine late.',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/core/src/livekit/' },
      to: { path: '^packages/core/(src|dist)/livekit/', dependencyTypesNot: ['dynamic-import', 'type-only', 'pre-compilation-only'] },
    },
    {
      name: 'elements-use-the-doors-of-core',
      comment: 'elements and stories enter core by its index or its testing door.',
      severity: 'error',
      from: { path: ['^packages/elements/', '^stories/'] },
      to: { path: inside('core'), pathNot: '^packages/core/(src|dist)/(index|testing/index)\\.' },
    },
    {
      name: 'elements-know-no-service',
      comment: 'What draws knows the service only by its messages.',
      severity: 'error',
      from: { path: ['^packages/elements/', '^stories/'] },
      to: { path: inside('(service|dev-server)') },
    },
    {
      name: 'service-stands-alone',
      comment: 'The service knows protocol, and nothing of the browser.',
      severity: 'error',
      from: { path: inside('service') },
      to: { path: [inside('(core|elements|dev-server)'), '^stories/', '^node_modules/(lit|livekit-client)/'] },
    },
    {
      name: 'only-define-defines',
      comment: 'A class file has no side effects: nothing but define/ and cdn/ reaches registration.',
      severity: 'error',
      from: { path: '^packages/elements/src/', pathNot: '^packages/elements/src/(define|cdn)/' },
      to: { path: '^packages/elements/src/(define/|cdn/|internal/register\\.)' },
    },
    {
      name: 'nothing-shipped-reaches-tests',
      comment: 'Shipped code never reaches into test/ or stories/.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: ['^test/', '^stories/', '\\.test\\.'] },
    },
  ],
  options: {
    // Not "exclude", which would hide the edge to another package's dist and with it every violation; and anchored, for the dist of livekit-client.
    doNotFollow: { path: ['^node_modules/', '^packages/[^/]+/dist/'] },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'types', 'default'],
      mainFields: ['module', 'main'],
    },
  },
};
