import { describe, expect, it } from 'vitest';
import { judgeResponse } from './response-judge.ts';

const judgeAnswer = (label: string, status: number, json: object | null, more = {}): string[] =>
  judgeResponse({
    host: 'graph',
    method: 'GET',
    target: '/v1.0/x',
    label,
    status,
    kind: json === null ? 'none' : 'json',
    json,
    ...more,
  });

const item = { id: 'x', name: 'a.txt', size: 1, file: { mimeType: 'text/plain' } };

describe('the judge of answers', () => {
  it('accepts a valid item, list and error', () => {
    expect(judgeAnswer('GET item', 200, item)).toEqual([]);
    expect(judgeAnswer('GET children', 200, { value: [item], '@odata.nextLink': 'https://x' })).toEqual([]);
    expect(judgeAnswer('GET item', 404, { error: { code: 'itemNotFound', message: 'x' } })).toEqual([]);
  });

  it('reports wrong types, misspelled properties at any depth, a missing list, a malformed error and an unknown route', () => {
    expect(judgeAnswer('GET item', 200, { ...item, id: 7 })).not.toEqual([]);
    expect(judgeAnswer('GET item', 200, { ...item, size: '1' })).not.toEqual([]);
    expect(judgeAnswer('GET item', 200, { ...item, webURL: 'x' })).not.toEqual([]);
    expect(judgeAnswer('GET children', 200, { value: [{ ...item, file: { mimetype: 'x' } }] })).not.toEqual(
      [],
    );
    expect(judgeAnswer('GET item', 200, { ...item, createdDateTime: 'yesterday' })).not.toEqual([]);
    expect(judgeAnswer('GET children', 200, { values: [] })).not.toEqual([]);
    expect(judgeAnswer('GET item', 404, { error: 'no' })).not.toEqual([]);
    expect(judgeAnswer('GET surprise', 200, {})).not.toEqual([]);
  });

  it('expects bytes, an empty body or JSON, depending on the route', () => {
    expect(judgeAnswer('GET download', 206, null, { kind: 'content' })).toEqual([]);
    expect(judgeAnswer('GET download', 200, item)).not.toEqual([]);
    expect(judgeAnswer('DELETE item', 204, null)).toEqual([]);
    expect(judgeAnswer('DELETE item', 200, item)).not.toEqual([]);
    expect(judgeAnswer('GET children', 304, null)).toEqual([]);
    expect(judgeAnswer('GET children', 200, null)).not.toEqual([]);
    expect(judgeAnswer('GET item', 404, null)).not.toEqual([]);
    expect(judgeAnswer('GET share', 200, null, { kind: 'text' })).not.toEqual([]);
  });

  it('knows the error format of the sign-in service', () => {
    const refusal = {
      error: 'invalid_grant',
      error_description: 'AADSTS65001: x Trace ID: a Correlation ID: b Timestamp: c',
      error_codes: [65001],
      timestamp: '2026-01-01 00:00:00Z',
      trace_id: 'a',
      correlation_id: 'b',
    };
    expect(judgeAnswer('POST token', 400, refusal, { host: 'signIn' })).toEqual([]);
    expect(judgeAnswer('POST token', 400, { ...refusal, error_codes: [] }, { host: 'signIn' })).not.toEqual(
      [],
    );
    expect(judgeAnswer('POST token', 400, refusal)).not.toEqual([]);
  });
});
