/**
 * Messages between the app's page and the PDF viewer. Both sides validate everything: the frame has processed
 * an untrusted file.
 */

/** Why nothing, or nothing more, is shown. */
export type ViewerFailure = 'password' | 'damaged' | 'tooLarge' | 'notRead';

export type FromViewer =
  | { say: 'shown'; pages: number; isCut: boolean }
  | { say: 'at'; page: number; zoomPercent: number }
  | { say: 'failed'; why: ViewerFailure }
  | { say: 'key'; key: PassedKey; shift: boolean };

export type ToViewer = { do: 'go'; page: number } | { do: 'zoom'; by: -1 | 0 | 1 };

/** Keys that the frame forwards to the app. */
export const passedKeys = ['Escape', 'F6', 'ArrowLeft', 'ArrowRight'] as const;
export type PassedKey = (typeof passedKeys)[number];

const failures: readonly unknown[] = ['password', 'damaged', 'tooLarge', 'notRead'] satisfies ViewerFailure[];

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value < 1_000_000;

/** null: not a viewer message. */
export function parseFromViewer(value: unknown): FromViewer | null {
  if (typeof value !== 'object' || value === null) return null;
  const { say, pages, isCut, page, zoomPercent, why, key, shift } = value as Record<string, unknown>;
  if (say === 'shown' && isCount(pages)) return { say, pages, isCut: isCut === true };
  if (say === 'at' && isCount(page) && isCount(zoomPercent)) return { say, page, zoomPercent };
  if (say === 'failed' && failures.includes(why)) return { say, why: why as ViewerFailure };
  const passed = passedKeys.find((one) => one === key);
  if (say === 'key' && passed !== undefined) return { say, key: passed, shift: shift === true };
  return null;
}

export function parseToViewer(value: unknown): ToViewer | null {
  if (typeof value !== 'object' || value === null) return null;
  const { do: order, page, by } = value as Record<string, unknown>;
  if (order === 'go' && isCount(page)) return { do: order, page };
  if (order === 'zoom' && (by === -1 || by === 0 || by === 1)) return { do: order, by };
  return null;
}
