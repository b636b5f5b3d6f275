import { expect, it } from 'vitest';
import { toWebLink } from './web-link.ts';

it.each([
  ['https://example.com/a', 'https://example.com/a'],
  [' 1drv.ms/f/s!abc ', 'https://1drv.ms/f/s!abc'],
  ['http://1drv.ms/f/s!abc', 'https://1drv.ms/f/s!abc'],
  ['contoso-my.sharepoint.com/:f:/g/personal/x', 'https://contoso-my.sharepoint.com/:f:/g/personal/x'],
  ['onedrive.live.com?id=1', 'https://onedrive.live.com?id=1'],
])('"%s" links to %s', (text, link) => expect(toWebLink(text)).toBe(link));

it.each(['1drv.ms', 'Finance/Invoices', 'http://example.com/', 'my1drv.ms/f', 'evil.com/1drv.ms/f', ''])(
  '"%s" is not a link',
  (text) => expect(toWebLink(text)).toBe(null),
);
