import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { sanitize, toMarkdownPage } from './markdown-page.ts';

const bodyOf = (text: string): string => (toMarkdownPage(text) ?? '').split('<body>')[1] ?? '';

test('Markdown is shown formatted', () => {
  const body = bodyOf('# Title\n\n*one* **two** `three`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done');
  expect(body).toContain('<h1>Title</h1>');
  expect(body).toContain('<em>one</em> <strong>two</strong> <code>three</code>');
  expect(body).toContain('<td>1</td>');
  expect(body).toMatch(/<input[^>]* disabled[^>]*type="checkbox"/);
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe src="https://example.com"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](https://example.com "a\\" onclick=alert(1)")',
  '![x](https://example.com/pixel.png)',
  '![x" onerror="alert(1)](https://example.com/pixel.png)',
  '```x" onclick="alert(1)\ncode\n```',
  '<style>@import "https://example.com"</style>',
  '<meta http-equiv="refresh" content="0;url=https://example.com">',
  '<b <script>alert(1)</script>',
  '<math><mi xlink:href="data:x,<script>alert(1)</script>">',
])('nothing runs and nothing is loaded: %s', (text) => {
  const body = bodyOf(text);
  const tags = [...body.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
  for (const tag of tags) {
    expect(tag).toMatch(/^<\/?(p|span|pre|code)\b/);
    // Attributes, not the text in their values.
    expect(tag.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/\s(on\w+|src|href|style|srcset|action)\b/i);
  }
});

test('any input produces only plain elements and attributes', () => {
  const piece = constantFrom(
    '<',
    '>',
    '"',
    "'",
    '/',
    ' ',
    'script',
    'p',
    'img',
    'onload=',
    'src=x',
    '`',
    '[',
    '](',
    ')',
    '&lt;',
    '\n',
  );
  assert(
    property(array(piece, { maxLength: 30 }), (pieces) => {
      for (const html of [sanitize(pieces.join('')), bodyOf(pieces.join(''))])
        for (const [tag] of html.matchAll(/<[^>]*>?/g)) {
          expect(tag).toMatch(
            /^<\/?[a-z0-9]+( (class|title|align|start|type|checked|disabled)(="[^"<>]*")?)*>$/,
          );
          expect(tag).not.toMatch(/^<\/?(script|img)/);
        }
    }),
    { numRuns: 500 },
  );
});
