import { expect, test } from 'vitest';
import { toHop } from './redirect-hop.ts';

const from = 'https://a.example/download/1?sig=x';

test.each([
  ['another host', 'https://b.example/2', 'https://b.example/2'],
  ['the same host', '/2', 'https://a.example/2'],
  ['any host with the same scheme', '//b.example/2', 'https://b.example/2'],
])('follows a redirect to %s', (_name, location, url) => {
  for (const status of [301, 302, 303, 307, 308])
    expect(toHop(from, status, { location })).toEqual({ kind: 'follow', url });
});

test.each([
  'http://b.example/2',
  'http://127.0.0.1:80/2',
  'ftp://b.example/2',
  'file:///etc/passwd',
  'data:,x',
])('refuses a redirect to %s', (location) =>
  expect(toHop(from, 302, { location })).toEqual({ kind: 'insecure' }),
);

test('follows plain HTTP within this computer but not to other computers', () => {
  const local = 'http://127.0.0.1:5000/download/1';
  expect(toHop(local, 302, { location: '/2' })).toEqual({ kind: 'follow', url: 'http://127.0.0.1:5000/2' });
  expect(toHop(local, 302, { location: 'http://hotel.example/' })).toEqual({ kind: 'insecure' });
});

test.each([
  [302, undefined],
  [308, undefined],
  [302, 'https://'],
  [304, 'https://b.example/2'],
  [200, 'https://b.example/2'],
])('%i to %s isn’t a redirect', (status, location) => {
  expect(toHop(from, status, location === undefined ? {} : { location })).toEqual({ kind: 'none' });
});
