import { webLightTheme } from '@fluentui/react-components';

const fontSizePx = 14;
const paddingPx = 16;
const chevronPx = 12;
const maxTextPx = 204;
const overflowPx = 44;
const minFirstPx = 64;
const clickAreaPx = 24;

let context: CanvasRenderingContext2D | null = null;

export function measureSteps(names: readonly string[]): number[] {
  context ??= document.createElement('canvas').getContext('2d');
  return names.map((name, at) => {
    const isLast = at === names.length - 1;
    if (context === null) return paddingPx + maxTextPx;
    context.font = `${isLast ? 600 : 400} ${fontSizePx}px ${webLightTheme.fontFamilyBase}`;
    const textPx = Math.ceil(context.measureText(name).width) + 1;
    return (isLast ? textPx : Math.min(maxTextPx, textPx)) + paddingPx + (at > 0 ? chevronPx : 0);
  });
}

export const widthOfPath = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, clickAreaPx);

/** The first step is hidden last, and the open folder never. */
export function fitSteps(widths: readonly number[], available: number): { from: number; count: number } {
  const total = widthOfPath(widths);
  const [first = 0] = widths;
  // The first of two steps is shortened, but not to a single letter.
  const firstFits = first - (total - available) >= minFirstPx;
  if (total <= available || widths.length < 2 || (widths.length === 2 && firstFits))
    return { from: 1, count: 0 };
  let left = total + overflowPx;
  for (let count = 1; count < widths.length - 1; count += 1) {
    left -= widths[count] ?? 0;
    if (left <= available) return { from: 1, count };
  }
  return { from: 0, count: widths.length - 1 };
}
