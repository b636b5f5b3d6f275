import { describe, expect, it } from 'vitest';
import { judgeAnswer } from './schema.ts';

const item = { id: 'x', name: 'a.txt', size: 1, file: { mimeType: 'text/plain' } };

describe('the judge of answers', () => {
  it('accepts a good item, list and error', () => {
    expect(judgeAnswer('GET item', 200, item)).toEqual([]);
    expect(judgeAnswer('GET children', 200, { value: [item], '@odata.nextLink': 'https://x' })).toEqual([]);
    expect(judgeAnswer('GET item', 404, { error: { code: 'itemNotFound', message: 'x' } })).toEqual([]);
  });

  it('catches wrong types, misspelt properties at any depth, a missing list, a malformed error and an unknown route', () => {
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
});
