import type { ItemRef } from '../../contract/records.ts';
import { isAppError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { toItemKey } from './addressing.ts';
import { retrySchedules } from './retry-policy.ts';

/** The service may report new items as "not found" for about half a minute. */
export interface JustMade {
  /** `at`: when it was made, if not now. */
  note(item: ItemRef, at?: string | null): void;
  isNew(item: ItemRef): boolean;
  /** Repeats `work` while one of these items is new. */
  find<T>(items: readonly (ItemRef | null)[], work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** Slightly longer than all waits together. */
export const newForMs = 60_000;
/** An upload of a large tree makes thousands of folders in that time. */
const maxNoted = 20_000;

export function createJustMade(clock: Clock): JustMade {
  const madeAtMs = new Map<string, number>();
  const isNew = (item: ItemRef): boolean => {
    const atMs = madeAtMs.get(toItemKey(item));
    // Independent of changes to the computer's clock.
    return atMs !== undefined && performance.now() - atMs < newForMs;
  };

  return {
    isNew,
    note(item, at) {
      const ageMs = at == null ? 0 : clock.now() - Date.parse(at);
      if (!(ageMs < newForMs)) return;
      const key = toItemKey(item);
      madeAtMs.delete(key);
      // The computer's clock may have been set back since.
      madeAtMs.set(key, performance.now() - Math.max(0, ageMs));
      const oldest = madeAtMs.keys().next().value;
      if (madeAtMs.size > maxNoted && oldest !== undefined) madeAtMs.delete(oldest);
    },
    async find(items, work, signal) {
      const mayBeUnseen = items.some((item) => item !== null && isNew(item));
      for (const waitMs of mayBeUnseen ? retrySchedules.notVisibleYet : []) {
        try {
          return await work();
        } catch (error) {
          if (!isAppError(error, 'notFound')) throw error;
        }
        await clock.sleep(waitMs, signal);
      }
      return work();
    },
  };
}
