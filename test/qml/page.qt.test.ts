import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hostPage, originOf } from '../../packages/qml/host-page.mjs';
import { redact } from '../../packages/qml/redact.mjs';

const ADDRESSES = {
  serviceUrl: 'https://app.example/calls/',
  mediaUrl: 'wss://media.example',
  bundleUrl: 'https://cdn.example/call-elements/0.1.0/call-elements.js',
};

describe('the page of CallView', () => {
  it('reaches the service, the media server and the bundle, and nothing else', () => {
    const { html, address, origin } = hostPage(ADDRESSES);
    assert.equal(address, 'https://app.example/calls/');
    assert.equal(origin, 'https://app.example');
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      'script-src https://cdn.example/call-elements/0.1.0/',
      'img-src https://app.example',
      'media-src blob:',
      'connect-src https://app.example https://media.example wss://app.example wss://media.example',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types call-elements-lit',
    ]);
  });

  it('names the hash of the bundle and a muted beginning when asked to', () => {
    const { html } = hostPage({ ...ADDRESSES, bundleIntegrity: 'sha384-abc', startMuted: true });
    assert.match(html, /crossorigin integrity="sha384-abc">/);
    assert.match(html, / start-muted>/);
    assert.doesNotMatch(hostPage(ADDRESSES).html, /integrity=|start-muted/);
  });

  it('takes no address that would write into the page or its policy', () => {
    for (const bad of ['javascript:alert(1)', 'file:///x.js', '', 'https://a.example/"><script>', 'https://a.example/ b', '/x.js'])
      assert.throws(() => hostPage({ ...ADDRESSES, bundleUrl: bad }), { name: 'TypeError', message: /bundleUrl/ }, bad);
    const { html } = hostPage({ ...ADDRESSES, bundleUrl: "https://cdn.example/a;script-src 'unsafe-inline',b/x.js".replace(/ /g, '%20') });
    assert.match(html, /script-src https:\/\/cdn\.example\/a%3Bscript-src%20'unsafe-inline'%2Cb\/;/);
  });

  it('knows origins as a browser does', () => {
    const same = ['https://app.example', 'https://app.example:443/', 'HTTPS://App.Example/x?y#z', 'https://user@app.example/'];
    for (const text of same) assert.equal(originOf(text), 'https://app.example', text);
    const others = [
      'http://app.example',
      'https://app.example:8443',
      'https://app.example.evil.example',
      'https://app.example@evil.example',
    ];
    for (const text of others) assert.notEqual(originOf(text), 'https://app.example', text);
    for (const text of ['', 'null', 'data:text/html,x', 'file:///x', 'about:blank']) assert.equal(originOf(text), '', text);
  });
});

describe('redact', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbmEifQ.c2lnbmF0dXJlLXg_';

  it('takes tokens out of addresses, headers, JSON and plain words', () => {
    const lines = [
      `wss://media.example/rtc?access_token=${token}&auto=1`,
      `wss://media.example/rtc?join=1%26access_token%3D${token}%26x`,
      `Authorization: Bearer ${token}`,
      `{"token": "${token}"}`,
      `the token is ${token}, or so`,
      token.replace(/\./g, '%2E'),
    ];
    for (const line of lines) assert.doesNotMatch(redact(line), /eyJ|c2lnbmF0/, line);
  });

  it('takes out what has no form of its own, by its name or because it is known', () => {
    assert.equal(redact('/x?ticket=abc-123&y=1'), '/x?ticket=***&y=1');
    assert.equal(redact('bearer abc-123 was refused'), 'bearer *** was refused');
    assert.equal(redact('asked with opaque-1 for opaque-2', ['opaque-1', '']), 'asked with *** for opaque-2');
  });

  it('leaves other words alone', () => {
    const line = 'Failed to load resource: the server answered 404 (https://cdn.example/call-view-x.js:1)';
    assert.equal(redact(line), line);
  });
});
