/** What the policy of a demo page depends on. */
export interface PolicyFacts {
  readonly page: URL;
  readonly livekitUrl: string;
  /** Sources of scripts beside the page's own origin. */
  readonly scripts: readonly string[];
}

/** As strict as a host app could be: nothing inline, no eval, Trusted Types, and only the own service and media server may be reached. */
export function contentSecurityPolicy({ page, livekitUrl, scripts }: PolicyFacts): string {
  const media = new URL(livekitUrl).host;
  const plain = livekitUrl.startsWith('ws:') ? 'http' : 'https';
  const sockets = page.protocol === 'http:' ? `ws://${page.host}` : `wss://${page.host}`;
  return [
    "default-src 'none'",
    `script-src 'self' ${scripts.join(' ')}`,
    "style-src 'self'",
    "img-src 'self'",
    "media-src 'self' blob:",
    `connect-src 'self' ${sockets} ${livekitUrl.split(':')[0] ?? 'ws'}://${media} ${plain}://${media}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types call-elements-lit',
  ].join('; ');
}
