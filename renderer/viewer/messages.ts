/** Both sides validate everything: the frame has processed an untrusted file. */

export type ViewerFailure = 'password' | 'damaged' | 'tooLarge' | 'notRead';

export type FromViewer =
  | { type: 'shown'; pages: number; isCut: boolean }
  | { type: 'at'; page: number; zoomPercent: number }
  /** Some text can't be drawn, as the PDF relies on a rare map of characters. */
  | { type: 'partial' }
  | { type: 'failed'; reason: ViewerFailure }
  | { type: 'key'; key: PassedKey; shift: boolean };

export type ToViewer = { type: 'go'; page: number } | { type: 'zoom'; by: -1 | 0 | 1 };

export const passedKeys = ['Escape', 'F6', 'ArrowLeft', 'ArrowRight'] as const;
export type PassedKey = (typeof passedKeys)[number];

const failures: readonly unknown[] = ['password', 'damaged', 'tooLarge', 'notRead'] satisfies ViewerFailure[];

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value < 1_000_000;

/** null: not a viewer message. */
export function parseFromViewer(value: unknown): FromViewer | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, pages, isCut, page, zoomPercent, reason, key, shift } = value as Record<string, unknown>;
  if (type === 'shown' && isCount(pages)) return { type, pages, isCut: isCut === true };
  if (type === 'at' && isCount(page) && isCount(zoomPercent)) return { type, page, zoomPercent };
  if (type === 'partial') return { type };
  if (type === 'failed' && failures.includes(reason)) return { type, reason: reason as ViewerFailure };
  const passed = passedKeys.find((one) => one === key);
  if (type === 'key' && passed !== undefined) return { type, key: passed, shift: shift === true };
  return null;
}

export function parseToViewer(value: unknown): ToViewer | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type: order, page, by } = value as Record<string, unknown>;
  if (order === 'go' && isCount(page)) return { type: order, page };
  if (order === 'zoom' && (by === -1 || by === 0 || by === 1)) return { type: order, by };
  return null;
}
