import { describe, expect, it } from 'vitest';
import { createCrossing } from './crossing.ts';

// Within one world an event's detail is not cloned; these tests cover only the two ends.
function connect() {
  const line = new EventTarget();
  const page = createCrossing(line, 'page', 'preload');
  const preload = createCrossing(line, 'preload', 'page');
  return (value: unknown): unknown => page.decode(preload.encode(value));
}

describe('values that cross between the worlds', () => {
  it('is a copy for plain values', () => {
    const cross = connect();
    const value = { a: [1, { b: 'x' }], c: null, d: undefined };
    expect(cross(value)).toEqual(value);
    expect(cross(value)).not.toBe(value);
  });

  it('is a function that calls the other side synchronously, with results, errors and nested functions', () => {
    const cross = connect();
    const api = cross({
      add: (a: number, b: number) => a + b,
      fail: () => {
        throw Object.assign(new TypeError('no'), { secret: 1 });
      },
      subscribe: (hear: (word: string) => void) => {
        hear('first');
        return () => 'undone';
      },
    }) as {
      add(a: number, b: number): number;
      fail(): void;
      subscribe(hear: (word: string) => void): () => string;
    };
    expect(api.add(2, 3)).toBe(5);
    expect(() => api.fail()).toThrow('no');
    const heard: string[] = [];
    expect(api.subscribe((word) => heard.push(word))()).toBe('undone');
    expect(heard).toEqual(['first']);
  });

  it('is a promise that settles with the other side’s, with only the message of its error', async () => {
    const cross = connect();
    const api = cross({
      later: () => Promise.resolve({ ok: true }),
      never: () => Promise.reject(Object.assign(new Error('why'), { secret: 1 })),
    }) as { later(): Promise<unknown>; never(): Promise<unknown> };
    expect(await api.later()).toEqual({ ok: true });
    const failure: unknown = await api.never().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toHaveProperty('secret');
  });

  it('can’t be forged from plain values that look like a function', () => {
    const cross = connect();
    expect(cross(['f', 1])).toEqual(['f', 1]);
  });
});
