import { expect, test } from 'vitest';
import type { Http } from '../ports.ts';
import { recordCalls } from './call-record.ts';

const clock = { now: () => Date.UTC(2026, 10, 21), sleep: () => Promise.resolve() };
const answer = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: (async function* () {})(),
  text: () => Promise.resolve(''),
  discard: () => Promise.resolve(),
});
const ask = (http: Http, url: string) =>
  http.request({
    method: 'GET',
    url,
    headers: { authorization: 'Bearer secret', 'client-request-id': 'mine' },
    body: null,
    signal: null,
  });

test('counts calls by host, and keeps refused ones with their request IDs but without names or secrets', async () => {
  const answers = [answer(200), answer(429, { 'retry-after': '7', 'request-id': 'theirs' }), null];
  const record = recordCalls(
    {
      request: () => {
        const next = answers.shift();
        return next
          ? Promise.resolve(next)
          : Promise.reject(Object.assign(new Error('at /secret'), { code: 'ECONNRESET' }));
      },
      close: () => Promise.resolve(),
    },
    clock,
  );
  const url = 'https://graph.microsoft.com/v1.0/drives/d/root:/Salaries.xlsx';
  await ask(record.http, url);
  await ask(record.http, url);
  await expect(ask(record.http, url)).rejects.toThrow();

  const host = 'graph.microsoft.com';
  expect(record.counts()).toEqual([
    { host, calls: 3, answers: { '2xx': 1, '4xx': 1 }, throttled: 1, withoutAnswer: 1 },
  ]);
  const same = { at: '2026-11-21T00:00:00.000Z', method: 'GET', host, clientRequestId: 'mine' };
  expect(record.refused()).toEqual([
    { ...same, status: 429, reason: null, requestId: 'theirs', retryAfter: '7' },
    { ...same, status: null, reason: 'ECONNRESET', requestId: null, retryAfter: null },
  ]);
  expect(JSON.stringify(record.refused())).not.toMatch(/Salaries|secret/);
});
