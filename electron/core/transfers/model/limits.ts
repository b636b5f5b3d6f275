/** The service takes 250 GB, read as GiB by most clients. */
export const maxFileBytes = 250 * 1024 ** 3;
/** Larger files need an upload session, which can be resumed. */
export const maxSmallBytes = 4 * 1024 ** 2;

/** Years 1 to 9999: what the service's dates can say. Times before 1970 are negative. */
const firstMs = Date.parse('0001-01-01T00:00:00.000Z');
const lastMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

export const toInstant = (ms: number): string =>
  new Date(Math.min(lastMs, Math.max(firstMs, ms))).toISOString();
