/** The most ids a selection may contain. */
export const maxSelectedIds = 5000;
