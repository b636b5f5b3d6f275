/** The service takes 250 GB, read as GiB by most clients. */
export const maxFileBytes = 250 * 1024 ** 3;
/** Larger files need an upload session, which can be resumed. */
export const maxSmallBytes = 4 * 1024 ** 2;

export const toInstant = (ms: number): string => new Date(Math.max(0, ms)).toISOString();
