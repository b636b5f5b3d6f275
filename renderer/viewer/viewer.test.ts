import { describe, expect, test } from 'vitest';
import { toScale, toSharpness, toZoom } from './measure.ts';
import { parseFromViewer, parseToViewer } from './messages.ts';

describe('messages from the viewer', () => {
  test.each([
    [{ type: 'shown', pages: 12, isCut: false }],
    [{ type: 'at', page: 3, zoomPercent: 125 }],
    [{ type: 'partial' }],
    [{ type: 'failed', reason: 'password' }],
    [{ type: 'key', key: 'Escape', shift: false }],
  ])('%j is accepted', (message) => expect(parseFromViewer(message)).toEqual(message));

  test.each([
    [null],
    ['shown'],
    [{ type: 'shown', pages: Number.POSITIVE_INFINITY }],
    [{ type: 'shown', pages: -1 }],
    [{ type: 'at', page: 1.5, zoomPercent: 100 }],
    [{ type: 'at', page: '3', zoomPercent: 100 }],
    [{ type: 'failed', reason: '<b>' }],
    [{ type: 'key', key: 'Delete' }],
    [{ type: 'call', method: 'items.delete' }],
  ])('%j is ignored', (message) => expect(parseFromViewer(message)).toBeNull());

  test('nothing else is accepted', () => {
    expect(parseFromViewer({ type: 'failed', reason: 'damaged', text: 'click here' })).toEqual({
      type: 'failed',
      reason: 'damaged',
    });
  });
});

test('messages to the viewer are a page or a zoom', () => {
  expect(parseToViewer({ type: 'go', page: 4 })).toEqual({ type: 'go', page: 4 });
  expect(parseToViewer({ type: 'zoom', by: -1 })).toEqual({ type: 'zoom', by: -1 });
  for (const order of [null, {}, { type: 'go', page: 0 }, { type: 'zoom', by: 7 }, { type: 'open' }])
    expect(parseToViewer(order)).toBeNull();
});

describe('a page', () => {
  const a4 = { width: 595, height: 842 };

  test('fills the width, up to 125% of its paper size, and zooms from there', () => {
    expect(toScale(a4, 297.5, 1)).toBeCloseTo(0.5);
    expect(toScale(a4, 10_000, 1)).toBeCloseTo((96 / 72) * 1.25);
    expect(toScale(a4, 297.5, 2)).toBeCloseTo(1);
  });

  test('with any dimensions stays displayable', () => {
    for (const page of [
      { width: 14_400_000, height: 14_400_000 },
      { width: 1, height: 14_400_000 },
      { width: 14_400_000, height: 1 },
    ]) {
      const scale = toScale(page, 500, 4);
      const shown = { width: page.width * scale, height: page.height * scale };
      expect(Math.max(shown.width, shown.height)).toBeLessThanOrEqual(20_000);
      const sharp = toSharpness(shown, 2);
      expect(shown.width * sharp * shown.height * sharp).toBeLessThanOrEqual(8_000_001);
      expect(Math.max(shown.width, shown.height) * sharp).toBeLessThanOrEqual(8_193);
    }
  });
});

test('zoom moves in steps, and back to the width', () => {
  expect(toZoom(1, 1)).toBe(1.25);
  expect(toZoom(1, -1)).toBe(0.75);
  expect(toZoom(4, 1)).toBe(4);
  expect(toZoom(0.5, -1)).toBe(0.5);
  expect(toZoom(3, 0)).toBe(1);
});
