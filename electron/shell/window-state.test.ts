import { describe, expect, it } from 'vitest';
import { placeWindow } from './window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const kept = (x: number, y: number, width: number, height: number) => ({
  bounds: { x, y, width, height },
  isMaximized: false,
});

describe('a window', () => {
  it('opens where it was', () => {
    expect(placeWindow(kept(100, 50, 1400, 900), [screen])).toEqual({
      x: 100,
      y: 50,
      width: 1400,
      height: 900,
      isMaximized: false,
    });
  });

  it('opens centered at its size if its screen is gone', () => {
    expect(placeWindow(kept(3000, 50, 1400, 900), [screen])).toEqual({
      width: 1400,
      height: 900,
      isMaximized: false,
    });
  });

  it('is never smaller than the minimum', () => {
    expect(placeWindow(kept(0, 0, 10, 10), [screen])).toMatchObject({ width: 900, height: 560 });
  });

  it.each([null, 'x', {}, { bounds: { x: 'a' } }, { bounds: null, isMaximized: true }])(
    'opens at the default size if the saved state is %j',
    (value) => {
      expect(placeWindow(value, [screen])).toEqual({ width: 1280, height: 800, isMaximized: false });
    },
  );
});
