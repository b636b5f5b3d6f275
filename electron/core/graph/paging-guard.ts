import { AppError } from '../errors.ts';

/** Far more than anyone's folder: a thousand items a page, fifty at the least. */
const maxResponses = 20_000;
/** Pages without an item may come in between; only so many in a row lead anywhere. */
const maxEmptyResponses = 200;

/** Follows the links from page to page, to an end. */
export interface PagingGuard {
  /** Where to continue after a page; null: it was the last one. @throws AppError listingEndless */
  next(nextLink: string | null, itemCount: number): string | null;
}

export function createPagingGuard(): PagingGuard {
  const seen = new Set<string>();
  let emptyInRow = 0;
  return {
    next(nextLink, itemCount) {
      if (nextLink === null) return null;
      emptyInRow = itemCount === 0 ? emptyInRow + 1 : 0;
      if (seen.has(nextLink)) throw endless('repeatedLink');
      if (seen.size >= maxResponses) throw endless('tooManyPages');
      if (emptyInRow >= maxEmptyResponses) throw endless('emptyPages');
      seen.add(nextLink);
      return nextLink;
    },
  };
}

const endless = (reason: string): AppError =>
  new AppError('listingEndless', {
    details: { status: 200, serviceCode: reason, requestId: null, at: new Date().toISOString() },
  });
