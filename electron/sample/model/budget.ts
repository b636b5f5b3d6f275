import type { SampleClock } from '../clock.ts';

/**
 * Resource units per minute, as in SharePoint and OneDrive for Business: 1 for a single item, a delta with a
 * token, or a download; 2 for lists, searches, delta without a token, and every change; 5 for anything with
 * permissions. Refused requests count, too.
 */
export interface Budget {
  /** Charges one request. `retryAfterSeconds` is null while units are left. */
  charge(units: number): {
    retryAfterSeconds: number | null;
    limit: number;
    remaining: number;
    resetSeconds: number;
  };
}

const WINDOW_MS = 60_000;

export function createBudget(clock: SampleClock, unitsPerMinute: number): Budget {
  let windowStartMs = clock.now();
  let used = 0;
  return {
    charge(units) {
      if (clock.now() - windowStartMs >= WINDOW_MS) {
        windowStartMs = clock.now();
        used = 0;
      }
      used += units;
      const resetSeconds = Math.max(1, Math.ceil((windowStartMs + WINDOW_MS - clock.now()) / 1000));
      const remaining = Math.max(0, unitsPerMinute - used);
      return {
        limit: unitsPerMinute,
        remaining,
        resetSeconds,
        retryAfterSeconds: used > unitsPerMinute ? resetSeconds : null,
      };
    },
  };
}

const SINGLE = new Set([
  'GET item',
  'GET content',
  'GET drive',
  'GET drives',
  'GET me',
  'GET user',
  'GET thumbnail',
  'GET thumbnails',
  'GET version content',
]);

export function toUnits(label: string, query: URLSearchParams, path: string): number {
  if (
    label.includes('permission') ||
    label === 'POST createLink' ||
    label === 'POST invite' ||
    label === 'POST grant' ||
    label === 'POST revokeGrants' ||
    query.get('$expand')?.includes('permissions') === true
  )
    return 5;
  if (label === 'GET delta') return query.has('token') || path.includes("token='") ? 1 : 2;
  return SINGLE.has(label) ? 1 : 2;
}
