import { toDiskError } from '../../../documents/disk-error.ts';
import { AppError } from '../../../errors.ts';
import { createPatience } from '../retry-policy.ts';
import { isSameContent, readFile, toVersion } from '../remote-file.ts';
import { askBytes, RangeRefused, StaleUrl } from './request-range.ts';
import { toMissing, toReach } from './extents.ts';
import { fetchPieces, NotInPieces, smallestInPieces } from './fetch-pieces.ts';
import { takeBody, type Fetching } from './write-body.ts';

/** So often a new URL is asked for without a byte in between. */
const maxStaleUrls = 3;

/**
 * Fills the part with the content of the file, and flushes it. What was broken off goes on where it stopped, as long
 * as it is the same version.
 */
export async function fetchContent(fetching: Fetching): Promise<void> {
  const { work, part, checkpoint } = fetching;
  const patience = createPatience(work);
  let staleUrls = 0;
  for (;;) {
    const before = part.receivedBytes;
    const hasMoved = () => part.receivedBytes > before;
    try {
      await fetchRest(fetching);
      await checkpoint.settled();
      await part.finish();
      return;
    } catch (error) {
      if (hasMoved()) {
        patience.moved();
        staleUrls = 0;
      }
      if (error instanceof StaleUrl) staleUrls += 1;
      await recover(fetching, error, staleUrls > maxStaleUrls).catch((left: unknown) => patience.bear(left));
    }
  }
}

/** What can be done about trouble at once. Throws what can only be waited out, or not even that. */
async function recover(fetching: Fetching, error: unknown, isLastUrl: boolean): Promise<void> {
  fetching.work.signal.throwIfAborted();
  if (error instanceof NotInPieces) {
    fetching.inPieces = false;
    return startOver(fetching);
  }
  if (error instanceof RangeRefused) {
    await startOver(fetching);
    throw error.refusal;
  }
  if (!(error instanceof StaleUrl)) throw toDiskError(error, fetching.work.transfer.name);
  if (isLastUrl) throw asDenial(error.refusal);
  await renew(fetching);
}

/** A new URL. Where the content is not the same any more, what was received is worth nothing. */
async function renew(fetching: Fetching): Promise<void> {
  const now = await readFile(fetching.work, fetching.job.item);
  const same = isSameContent(toVersion(fetching.remote.entry), toVersion(now.entry));
  fetching.remote = now;
  if (!same) await startOver(fetching);
}

async function startOver({ part, work }: Fetching): Promise<void> {
  await part.startOver();
  work.progress(0);
}

async function fetchRest(fetching: Fetching): Promise<void> {
  const { sizeBytes } = fetching.remote.entry;
  if (fetching.inPieces && sizeBytes !== null && sizeBytes >= smallestInPieces) {
    return fetchPieces(fetching, sizeBytes);
  }
  return fetchInOne(fetching);
}

async function fetchInOne(fetching: Fetching): Promise<void> {
  const { work, part, remote } = fetching;
  const reach = toReach(part.received);
  if (part.received.length > 1 || (reach === 0 && part.receivedBytes > 0)) {
    await part.startOver();
    await part.adopt([{ from: 0, to: reach }]);
  }
  const listed = remote.entry.sizeBytes;
  // Only a length that was listed can be reached without a question: a host would refuse the empty range at the end.
  if (reach > 0 && reach === listed && toMissing(part.received, listed).length === 0) return;
  await part.preallocate(listed ?? 0);
  const delivery = await askBytes(work, remote, { from: reach, to: null }, work.signal);
  if (delivery.from === 0 && reach > 0) await startOver(fetching);
  await takeBody(fetching, delivery, delivery.to ?? listed ?? Number.POSITIVE_INFINITY);
}

/** No token goes to this host, so its 401 says nothing about a sign-in. */
const asDenial = (refusal: AppError): AppError =>
  refusal.code === 'signInNeeded'
    ? new AppError('accessDenied', { subject: refusal.subject, details: refusal.details, cause: refusal })
    : refusal;
