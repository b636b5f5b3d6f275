import { workerData } from 'node:worker_threads';

/** What the index's thread is started with. */
export interface IndexThreadData {
  /** The language of names' order. */
  locale: string;
}

const started = workerData as IndexThreadData | null;

/** By the language of the app. Ranks are kept with its name, so another one works them out once more. */
export const nameCollator = new Intl.Collator(started?.locale, { numeric: true, sensitivity: 'variant' });
export const sortLocale = nameCollator.resolvedOptions().locale;
