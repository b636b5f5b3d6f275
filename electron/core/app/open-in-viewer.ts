import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { isAppError } from '../errors.ts';
import { itemPath } from '../graph/addressing.ts';
import { connectionErrors } from '../graph/json-batch.ts';
import { asObject } from '../graph/graph-errors.ts';
import type { Browser } from '../ports.ts';
import { openUrl } from './open-url.ts';
import { openOnWeb } from './open-on-web.ts';

/** The service's viewer or, if it does not support the file, its page on the web. */
export async function openInViewer(drive: AccountDrive, browser: Browser, item: ItemRef): Promise<void> {
  const request = { method: 'POST' as const, path: `${itemPath(item)}/preview`, json: {}, idempotent: true };
  const url = await drive.graph.json(request, toGetUrl).catch((error: unknown) => {
    if (isAppError(error) && !connectionErrors.has(error.code)) return null;
    throw error;
  });
  if (url === null) await openOnWeb(drive, browser, item);
  else await openUrl(browser, url);
}

/** https only, as the URL comes from elsewhere. It grants access by itself: never show or log it. */
function toGetUrl(value: unknown): string | null {
  const url = asObject(value)?.['getUrl'];
  return typeof url === 'string' && url.startsWith('https://') ? url : null;
}
