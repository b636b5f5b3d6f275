/** Opening a view with this filter crashes the worker of `crashing-index-worker.ts`. */
export const crashFilter = 'crash now';
