import { expect, test } from 'vitest';
import { parseJsonBatch, toJsonBatch } from './json-batch.ts';

test('a batch numbers its parts and declares the type of each body', () => {
  const parts = [
    { method: 'DELETE', path: '/drives/d/items/a', headers: { 'if-match': '"1"' }, subject: 'a.txt' },
    { method: 'POST', path: '/drives/d/items/b/restore', json: {}, subject: 'b.txt' },
  ] as const;
  expect(toJsonBatch([...parts.entries()])).toEqual({
    requests: [
      { id: '0', method: 'DELETE', url: '/drives/d/items/a', headers: { 'if-match': '"1"' } },
      {
        id: '1',
        method: 'POST',
        url: '/drives/d/items/b/restore',
        headers: { 'content-type': 'application/json' },
        body: {},
      },
    ],
  });
});

test('responses are matched by ID, in any order, with headers in any case', () => {
  const responses = parseJsonBatch({
    responses: [
      { id: '1', status: 429, headers: { 'Retry-After': '7' }, body: { error: { code: 'TooManyRequests' } } },
      { id: '0', status: 204, body: null },
    ],
  });
  expect(responses?.get(0)).toEqual({ status: 204, headers: {}, text: '' });
  expect(responses?.get(1)).toEqual({
    status: 429,
    headers: { 'retry-after': '7' },
    text: '{"error":{"code":"TooManyRequests"}}',
  });
});

test.each([
  [null, undefined],
  [{}, undefined],
  [{ responses: {} }, undefined],
  [{ responses: [] }, []],
  [{ responses: [null, 'text', { id: '0' }, { status: 204 }, { id: 3, status: 204 }] }, []],
  [
    { responses: [{ id: '2', status: 200, body: 'bm8=' }] },
    [[2, { status: 200, headers: {}, text: 'bm8=' }]],
  ],
])('ignores what isn’t a response to a part: %j', (value, expected) => {
  const responses = parseJsonBatch(value);
  expect(responses === undefined ? undefined : [...responses]).toEqual(expected);
});
