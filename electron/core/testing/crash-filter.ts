/** Opening a view with it crashes the worker of `crashing-index-worker.ts`. */
export const crashFilter = 'crash now';
