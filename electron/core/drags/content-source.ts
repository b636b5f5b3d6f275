import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { AppError } from '../errors.ts';
import { refuseHtml } from '../graph/refuse-html.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { toAppError } from '../graph/graph-errors.ts';
import { createItems } from '../graph/items.ts';
import { createQuickXorHash } from '../lib/quick-xor-hash.ts';
import type { Clock, HttpResponse } from '../ports.ts';
import type { ContentSource } from '../session/content-urls.ts';
import { mayBeListedWrong, unlistedRepeats, verifyDownload } from '../transfers/run/verify.ts';

export function createContentSource(drive: AccountDrive, item: ItemRef, clock: Clock): ContentSource {
  return async () => {
    const items = createItems(drive);
    const { response, entry } = await fetchNow();
    const told = Number(response.headers['content-length'] ?? Number.NaN);
    return {
      mimeType: 'application/octet-stream',
      sizeBytes: Number.isSafeInteger(told) ? told : null,
      body: verified(response, entry, fetchNow),
    };

    async function fetchNow(): Promise<Fetched> {
      const remote = await items.getWithUrl(item);
      const { entry } = remote;
      if (entry.problem === 'malware') throw new AppError('malware', { subject: entry.name });
      const response = await drive.graph.presigned.request({
        method: 'GET',
        url: await items.contentUrl(remote),
        priority: 'person',
        followsRedirects: true,
      });
      const { status, headers } = response;
      if (status !== 200)
        throw toAppError({ status, headers, text: await response.text() }, clock.now(), {
          subject: entry.name,
          isReading: true,
        });
      await refuseHtml(response, entry, clock.now());
      return { response, entry };
    }
  };
}

interface Fetched {
  response: HttpResponse;
  entry: DriveEntry;
}

async function* verified(
  response: HttpResponse,
  entry: DriveEntry,
  fetchAgain: () => Promise<Fetched>,
): AsyncGenerator<Uint8Array> {
  const hash = createQuickXorHash();
  let sizeBytes = 0;
  for await (const block of response.body) {
    hash.update(block);
    sizeBytes += block.length;
    yield block;
  }
  const received = { hash: hash.digest(), sizeBytes };
  if (verifyDownload(entry, received) !== 'damaged') return;
  const isAlways = mayBeListedWrong(entry, received) && (await isAlwaysDelivered(received, fetchAgain));
  if (!isAlways) throw new AppError('integrity', { subject: entry.name });
}

async function isAlwaysDelivered(
  received: { hash: string },
  fetchAgain: () => Promise<Fetched>,
): Promise<boolean> {
  for (let repeat = 0; repeat < unlistedRepeats; repeat += 1) {
    const { response } = await fetchAgain();
    const hash = createQuickXorHash();
    for await (const block of response.body) hash.update(block);
    if (hash.digest() !== received.hash) return false;
  }
  return true;
}
