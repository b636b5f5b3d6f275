import type { MessageKey } from './catalogue.ts';
import { t } from './translate.ts';
import { formatDuration } from './units.ts';

type ReasonOf<K> = K extends `transferState.waits.${infer Reason}` ? Reason : never;

/** "OneDrive is busy. Continuing in 42 s"; without a time if it has passed. */
export const toWaitText = (reason: ReasonOf<MessageKey>, waitMs: number): string =>
  t(`transferState.waits.${reason}`, { wait: formatDuration(waitMs), hasWait: waitMs > 0 });
