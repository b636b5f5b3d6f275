import type { Item, ItemRef } from '../../../contract/records.ts';
import { toWebLink } from '../../../contract/web-link.ts';
import type { AccountDrive, AccountDrives } from '../../accounts/account-drive.ts';
import { AppError, isAppError } from '../../errors.ts';
import { entryFields, parseWireItem, toEntry, toItem, type WireItem } from '../../graph/drive-item.ts';
import type { Index } from '../../index/index-client.ts';
import type { SharedMemory } from './shared-memory.ts';
import { isSourceUnavailable, readAll, toFound, toListed, toSourceBit, type SharedSource } from './source.ts';

/** "u!" and the URL in unpadded base64url. */
export const toShareId = (link: string): string => `u!${Buffer.from(link, 'utf8').toString('base64url')}`;

const maxLinkChars = 2048;

/** @throws AppError linkMalformed */
export function parseLink(text: string): string {
  const pasted = text.trim().replace(/^<(.*)>$/, '$1');
  const trimmed = toWebLink(pasted) ?? pasted;
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null;
  const isLink = url?.protocol === 'https:' && url.username === '' && url.password === '';
  if (!isLink || trimmed.length > maxLinkChars) throw new AppError('linkMalformed');
  return trimmed;
}

function redeem({ graph }: AccountDrive, link: string, signal: AbortSignal | null): Promise<WireItem> {
  return graph.json(
    {
      method: 'GET',
      path: `/shares/${toShareId(link)}/driveItem?$select=${entryFields}`,
      headers: { prefer: 'redeemSharingLink' },
      signal,
    },
    parseWireItem,
  );
}

/** One that is gone stays listed as no longer shared. */
export const createLinkSource = (index: Index, memory: SharedMemory): SharedSource => ({
  name: 'link',
  async list(drive, emit, signal) {
    const { accountId, driveId } = drive.account;
    const items = memory.opened(accountId);
    const results = await readAll(drive, items, signal);
    for (const [at, result] of results.entries()) {
      const item = items[at];
      if (item === undefined) continue;
      const wire = result.ok ? parseWireItem(result.body) : await openAgain(drive, memory, item, signal);
      if (!result.ok && !isSourceUnavailable(result.error)) throw result.error;
      const found = wire === undefined || wire === null ? null : toFound(wire, driveId);
      if (found !== null) {
        await emit([found]);
        continue;
      }
      const known = await index.call('find', { accountId, item });
      if (known === null) continue;
      await emit([{ entry: toListed(known), sharedAtMs: null }]);
      await index.call('setRevoked', { accountId, item, revoked: true });
    }
  },
});

async function openAgain(
  drive: AccountDrive,
  memory: SharedMemory,
  item: ItemRef,
  signal: AbortSignal,
): Promise<WireItem | null> {
  const link = await memory.linkOf(drive.account.accountId, item);
  if (link === null) return null;
  return redeem(drive, link, signal).catch((error: unknown) => {
    if (isSourceUnavailable(error)) return null;
    throw error;
  });
}

export interface OpenedLink {
  item: Item;
  isMine: boolean;
}

export interface SharedLinks {
  open(accountId: string, text: string): Promise<OpenedLink>;
  /** Nothing changes in OneDrive. @throws AppError profileUnwritable */
  setRemoved(accountId: string, item: ItemRef, isRemoved: boolean): Promise<void>;
}

interface SharedLinksDeps {
  accounts: AccountDrives;
  index: Index;
  memory: SharedMemory;
}

export function createSharedLinks({ accounts, index, memory }: SharedLinksDeps): SharedLinks {
  return {
    async open(accountId, text) {
      const drive = accounts.drive(accountId);
      const link = parseLink(text);
      const wire = await redeem(drive, link, null).catch((error: unknown) => {
        throw toLinkFailure(error, link);
      });
      const found = toFound(wire, drive.account.driveId);
      const entry = found?.entry ?? toEntry(wire, drive.account.driveId);
      if (entry === null) throw new AppError('linkGone');
      await index.call('put', { accountId, entry, parent: null });
      const item = { driveId: entry.driveId, itemId: entry.itemId };
      if (found !== null) {
        await memory.open(accountId, item, link);
        await index.call('setRevoked', { accountId, item, revoked: false });
        await index.call('setInShared', { accountId, item, isListed: true, source: toSourceBit('link') });
      }
      return { item: toItem(entry), isMine: found === null };
    },
    async setRemoved(accountId, item, isRemoved) {
      accounts.drive(accountId);
      await (isRemoved ? memory.remove(accountId, item) : memory.restore(accountId, item));
      await index.call('setInShared', {
        accountId,
        item,
        isListed: !isRemoved,
        source: toSourceBit('earlier'),
      });
    },
  };
}

/** Microsoft's clouds, and its short links. */
const microsoftHosts =
  /(?:^|\.)(?:sharepoint\.(?:com|us|cn)|sharepoint-mil\.us|1drv\.(?:ms|com)|onedrive\.com|live\.(?:com|net)|office\.com|microsoft\.com|outlook\.com)$/i;

function toLinkFailure(error: unknown, link: string): unknown {
  if (!isAppError(error)) return error;
  const { details } = error;
  if (isAppError(error, 'accessDenied')) return new AppError('linkRefused', { details, cause: error });
  if (isAppError(error, 'notFound') || details?.status === 400 || details?.status === 410)
    // Judged only now, since a link of an unknown host may open all the same.
    return new AppError(microsoftHosts.test(new URL(link).hostname) ? 'linkGone' : 'linkMalformed', {
      details,
      cause: error,
    });
  return error;
}
