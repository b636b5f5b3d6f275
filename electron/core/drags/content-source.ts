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
import { verifyDownload } from '../transfers/run/verify.ts';

export function createContentSource(drive: AccountDrive, item: ItemRef, clock: Clock): ContentSource {
  return async () => {
    const items = createItems(drive);
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
    const told = Number(headers['content-length'] ?? Number.NaN);
    return {
      mimeType: 'application/octet-stream',
      sizeBytes: Number.isSafeInteger(told) ? told : null,
      body: verified(response, entry),
    };
  };
}

async function* verified(response: HttpResponse, entry: DriveEntry): AsyncGenerator<Uint8Array> {
  const hash = createQuickXorHash();
  let sizeBytes = 0;
  for await (const block of response.body) {
    hash.update(block);
    sizeBytes += block.length;
    yield block;
  }
  if (verifyDownload(entry, { hash: hash.digest(), sizeBytes }) === 'damaged')
    throw new AppError('integrity', { subject: entry.name });
}
