import { workerData } from 'node:worker_threads';

export interface IndexThreadData {
  /** Language for ordering names. */
  locale: string;
}

const started = workerData as IndexThreadData | null;

/** Ranks are stored with the language, so a change of language recomputes them. */
export const nameCollator = new Intl.Collator(started?.locale, { numeric: true, sensitivity: 'variant' });
export const sortLocale = nameCollator.resolvedOptions().locale;
