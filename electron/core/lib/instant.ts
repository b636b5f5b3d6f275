/** Years 1 to 9999: the range of the service's dates. Times before 1970 are negative. */
const firstMs = Date.parse('0001-01-01T00:00:00.000Z');
const lastMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

export const toInstant = (ms: number): string =>
  new Date(Math.min(lastMs, Math.max(firstMs, ms))).toISOString();
