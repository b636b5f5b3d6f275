import { describe, expect, it } from 'vitest';
import { createCodec } from './codec.ts';

const codec = createCodec();
const travel = (value: unknown): unknown => codec.decode(JSON.parse(JSON.stringify(codec.encode(value))));

describe('a value sent over IPC', () => {
  it.each([
    [null],
    [undefined],
    ['text'],
    [1.5],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [true],
    [new Date(5)],
    [[1, [undefined]]],
    [{ a: { b: [] }, c: undefined }],
    [['o', [['a', 1]]]],
    [new Uint8Array([0, 127, 255])],
  ])('arrives unchanged: %o', (value) => {
    expect(travel(value)).toEqual(value);
  });

  it('may have a key named __proto__', () => {
    const arrived = travel(JSON.parse('{"__proto__":{"polluted":true}}')) as object;
    expect(Object.hasOwn(arrived, '__proto__')).toBe(true);
    expect('polluted' in arrived).toBe(false);
  });

  it('keeps a megabyte of bytes', () => {
    const bytes = new Uint8Array(1024 * 1024).map((_, at) => at % 251);
    expect(travel(bytes)).toEqual(bytes);
  });

  it.each([[() => 1], [Symbol('x')], [new Blob([])], [10n]])(
    'is refused if Electron could not clone it: %s',
    (value) => {
      expect(() => codec.encode(value)).toThrow('could not be cloned');
    },
  );
});
