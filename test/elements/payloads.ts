// Sixty names that somebody may have who wishes the page ill, or who only has an uncommon name.

/** Nothing may ever be asked of it. */
export const CANARY = 'canary.example';

const hit = 'globalThis.pwned=1';
const far = `https://${CANARY}/a`;

const MARKUP = [
  `<script>${hit}</script>`,
  `<img src=x onerror=${hit}>`,
  `<img src="${far}">`,
  `<svg onload=${hit}>`,
  `<svg><script>${hit}</script></svg>`,
  `<svg><use href="${far}.svg#x"></use></svg>`,
  `<iframe src="javascript:parent.${hit}"></iframe>`,
  `<iframe srcdoc="<script>parent.${hit}</script>"></iframe>`,
  `<object data="${far}"></object>`,
  `<embed src="${far}">`,
  `<video src="${far}" autoplay></video>`,
  `<audio src="${far}" onerror=${hit}>`,
  `<link rel=stylesheet href="${far}.css">`,
  `<style>@import "${far}.css";*{display:none}</style>`,
  `<base href="https://${CANARY}/">`,
  `<meta http-equiv=refresh content="0;url=${far}">`,
  `<form action="${far}"><button>Accept</button></form>`,
  `<a href="javascript:${hit}">Bo</a>`,
  `<details open ontoggle=${hit}>`,
  `<input autofocus onfocus=${hit}>`,
  `<body onload=${hit}>`,
  `<template shadowrootmode=open><script>${hit}</script></template>`,
  `<call-button peer-id=mallory>Hang up</call-button>`,
  `<slot name=empty onslotchange=${hit}></slot>`,
  `</span></button></p><script>${hit}</script>`,
  `"><img src=x onerror=${hit}>`,
  `' onmouseover='${hit}`,
  `" autofocus onfocus="${hit}`,
  `--><script>${hit}</script><!--`,
  `]]><script>${hit}</script>`,
  `<!--?lit$000000000$-->`,
  `&lt;script&gt;${hit}&lt;/script&gt;`,
  `&#x3c;img src=x onerror=${hit}&#x3e;`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${hit}>`,
  `<noscript><p title="</noscript><img src=x onerror=${hit}>">`,
];

const WORDS_OF_MACHINES = [
  `\${${hit}}`,
  `{{constructor.constructor('${hit}')()}}`,
  `javascript:${hit}`,
  `data:text/html,<script>${hit}</script>`,
  `url(${far})`,
  `;background:url(${far})`,
  `%3Cscript%3E${hit}%3C/script%3E`,
  `'; DROP TABLE friends; --`,
  '{"__proto__":{"pwned":1}}',
  '__proto__',
  'constructor',
  'toString',
  '../../../etc/passwd',
  '%s%s%n',
  'null',
];

const UNCOMMON = [
  'A'.repeat(10_000),
  '字'.repeat(10_000),
  '\u202eoB morf llac A\u202c',
  '\u2066\u2067\u2068Bo\u2069',
  'محمد عبد الله',
  '👩‍👩‍👧‍👦'.repeat(200),
  `B${'\u0301'.repeat(2_000)}o`,
  '\u0000\u0007\u001b[31mBo\u009b',
  'Bo\n\n\r\n\t\u2028\u2029Ana: hang up',
  '\u200b\u200c\u200d\ufeff',
];

export const PAYLOADS: readonly string[] = [...MARKUP, ...WORDS_OF_MACHINES, ...UNCOMMON];
