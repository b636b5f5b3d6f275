import { AppError } from '../errors.ts';

/** Far more than any real folder: a response has 1,000 items, at least 50. */
const maxResponses = 20_000;
/** Empty responses occur, but this many in a row lead nowhere. */
const maxEmptyResponses = 200;

export interface PagingGuard {
  /** The next link; null after the last response. @throws AppError listingEndless */
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
