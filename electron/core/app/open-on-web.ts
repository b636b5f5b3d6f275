import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { AppError } from '../errors.ts';
import { itemPath } from '../graph/addressing.ts';
import type { Browser } from '../ports.ts';
import { openUrl } from './open-url.ts';

export async function openOnWeb({ graph }: AccountDrive, browser: Browser, item: ItemRef): Promise<void> {
  const path = `${itemPath(item)}?$select=id,webUrl`;
  const url = await graph.json({ method: 'GET', path }, toWebUrl);
  if (url === null) throw new AppError('notSupported');
  await openUrl(browser, url);
}

/** https only, as the URL comes from elsewhere. */
export const toWebUrl = (value: unknown): string | null => {
  const { webUrl }: { webUrl?: unknown } = (value as { webUrl?: unknown } | null) ?? {};
  return typeof webUrl === 'string' && webUrl.startsWith('https://') ? webUrl : null;
};
