/** A view that is opened with this filter ends the worker of `crashing-index-worker.ts`. */
export const crashFilter = 'crash now';
