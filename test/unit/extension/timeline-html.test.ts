import * as assert from 'node:assert/strict';
import { problemHtml, timelineHtml } from '../../../src/extension/timeline/timeline-html';

describe('the page of the timeline', () => {
  const html = timelineHtml({
    cspSource: 'https://webview.test',
    nonce: 'n0nce',
    script: 'https://webview.test/dist/webview.js?a&b',
    styles: ['https://webview.test/media/timeline.css'],
    language: 'en',
    title: 'Timeline: <"tea">.py',
  });

  it('allows nothing but its own script, styles, fonts and images', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-n0nce'; style-src https://webview.test; font-src https://webview.test; img-src https://webview.test",
    );
  });

  it('has no script and no style that the policy would block', () => {
    assert.deepEqual(html.match(/<script[^>]*>/g), [
      '<script nonce="n0nce" src="https://webview.test/dist/webview.js?a&amp;b">',
    ]);
    assert.ok(!/<style|style=|\son\w+=/.test(html));
  });

  it('has no script when it only tells of a problem', () => {
    const page = { cspSource: 'https://w.test', styles: ['https://w.test/timeline.css'] };
    const problem = problemHtml(
      { ...page, language: 'en', title: 'No <trace>' },
      'It is "cut" off.',
    );
    assert.ok(!/script/.test(problem));
    assert.match(
      problem,
      /<strong>No &lt;trace&gt;<\/strong>\s*<p>It is &quot;cut&quot; off\.<\/p>/,
    );
  });

  it('escapes what comes from file names', () => {
    assert.ok(html.includes('<title>Timeline: &lt;&quot;tea&quot;&gt;.py</title>'));
  });
});
