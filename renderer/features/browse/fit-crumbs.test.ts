import { expect, test } from 'vitest';
import { fitSteps, widthOfPath } from './fit-crumbs.ts';

test('hides middle steps first, then the first one, and never the open folder', () => {
  const widths = [80, 100, 100, 120];
  const whole = widthOfPath(widths);
  expect(fitSteps(widths, whole)).toEqual({ from: 1, count: 0 });
  expect(fitSteps(widths, whole - 1)).toEqual({ from: 1, count: 1 });
  expect(fitSteps(widths, whole - 120)).toEqual({ from: 1, count: 2 });
  expect(fitSteps(widths, 100)).toEqual({ from: 0, count: 3 });
  expect(fitSteps([400], 100)).toEqual({ from: 1, count: 0 });
});

test('shortens the first of two steps as long as it can be read, then hides it', () => {
  const widths = [90, 200];
  const whole = widthOfPath(widths);
  expect(fitSteps(widths, whole - 20)).toEqual({ from: 1, count: 0 });
  expect(fitSteps(widths, whole - 60)).toEqual({ from: 0, count: 1 });
});
