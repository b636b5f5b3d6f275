import { workerData } from 'node:worker_threads';

/** `workerData` of the index thread. */
export interface IndexThreadData {
  /** Language for ordering names. */
  locale: string;
}

const started = workerData as IndexThreadData | null;

/** Follows the app's language. Ranks are stored with the language, so a change recomputes them. */
export const nameCollator = new Intl.Collator(started?.locale, { numeric: true, sensitivity: 'variant' });
export const sortLocale = nameCollator.resolvedOptions().locale;
