import type { AccountDrive } from '../accounts/account-drive.ts';
import { AppError } from '../errors.ts';
import { encodeSegment } from '../graph/addressing.ts';
import type { Browser } from '../ports.ts';
import { openUrl } from './open-url.ts';
import { toWebUrl } from './open-on-web.ts';

const personalBin = 'https://onedrive.live.com/?v=recyclebin';

/** A work drive's bin is that of its site. @throws AppError pageNotOpened, notSupported without a URL */
export async function openBinOnWeb(
  { account, graph }: AccountDrive,
  driveId: string | null,
  browser: Browser,
): Promise<void> {
  if (account.driveType === 'personal') return openUrl(browser, personalBin);
  const path = `/drives/${encodeSegment(driveId ?? account.driveId)}?$select=id,webUrl`;
  const url = toBinOfSite(await graph.json({ method: 'GET', path }, toWebUrl));
  if (url === null) throw new AppError('notSupported');
  await openUrl(browser, url);
}

/** The site is above its library: "https://contoso-my.sharepoint.com/personal/alex/Documents". */
export function toBinOfSite(libraryUrl: string | null): string | null {
  if (libraryUrl === null) return null;
  const { origin, pathname } = new URL(libraryUrl);
  const site = pathname.replace(/\/+$/, '').replace(/\/[^/]*$/, '');
  return `${origin}${site}/_layouts/15/RecycleBin.aspx`;
}
