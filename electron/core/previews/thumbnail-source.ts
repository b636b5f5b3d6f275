import type { ItemRef, PictureSize } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { toDriveKey } from '../graph/addressing.ts';
import type { Index } from '../index/index-client.ts';
import type { Content } from '../session/content-urls.ts';
import type { SessionContext } from '../session/session-context.ts';
import { type PictureCache, toPictureKey } from './picture-cache.ts';
import { readThumbnail, toPictureContent } from './read-picture.ts';
import { findThumbnails } from './thumbnails.ts';

export interface Wanted {
  items: readonly ItemRef[];
  size: PictureSize;
  requestId?: string | undefined;
}

export interface ThumbnailSource {
  find(session: SessionContext, drive: AccountDrive, wanted: Wanted): Promise<(string | null)[]>;
  cancel(session: SessionContext, requestId: string): void;
}

export function createThumbnailSource(deps: { index: Index; pictures: PictureCache }): ThumbnailSource {
  const { index, pictures } = deps;
  const requests = new WeakMap<SessionContext, Map<string, AbortController>>();

  /** null: its version is unknown, so it can't be cached. */
  const toKey = async (drive: AccountDrive, item: ItemRef, size: PictureSize): Promise<string | null> => {
    const { accountId } = drive.account;
    const entry = await index.call('find', { accountId, item });
    const version = entry?.cTag ?? entry?.modifiedAt ?? null;
    if (version === null) return null;
    return toPictureKey(accountId, [toDriveKey(item.driveId), item.itemId, version, size]);
  };

  const show = async (
    drive: AccountDrive,
    key: string | null,
    url: string | null,
  ): Promise<Content | null> => {
    const kept = key === null ? null : await pictures.read(key);
    if (kept !== null) return toPictureContent(kept);
    const bytes = url === null ? null : await readThumbnail(drive, url);
    if (bytes === null) return null;
    if (key !== null) void pictures.write(key, bytes);
    return toPictureContent(bytes);
  };

  const find = async (session: SessionContext, drive: AccountDrive, wanted: Wanted, signal: AbortSignal) => {
    const { items, size } = wanted;
    const keys = await Promise.all(items.map((item) => toKey(drive, item, size)));
    const kept = await Promise.all(keys.map(async (key) => key !== null && (await pictures.has(key))));
    const missing = items.filter((_, at) => kept[at] !== true);
    const found = missing.length === 0 ? [] : await findThumbnails(drive, missing, { size, signal });
    const urls = new Map(missing.map((item, at) => [item, found[at] ?? null]));
    return items.map((item, at) => {
      const url = urls.get(item) ?? null;
      if (url === null && kept[at] !== true) return null;
      return session.contentUrls.createUrl(() => show(drive, keys[at] ?? null, url));
    });
  };

  return {
    async find(session, drive, wanted) {
      const abort = new AbortController();
      const mine = requests.get(session) ?? new Map<string, AbortController>();
      requests.set(session, mine);
      const requestId = wanted.requestId ?? '';
      if (requestId !== '') mine.set(requestId, abort);
      try {
        return await find(session, drive, wanted, abort.signal);
      } finally {
        mine.delete(requestId);
      }
    },
    cancel: (session, requestId) => requests.get(session)?.get(requestId)?.abort(),
  };
}
