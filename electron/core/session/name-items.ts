import { z } from 'zod';
import type { Reply } from '../../contract/bridge.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import { ItemRef } from '../../contract/records.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Server } from './server.ts';

/** Whose subject is the item that a call is about. */
const aboutTheItem: ReadonlySet<ErrorCode> = new Set([
  'notFound',
  'accessDenied',
  'changeRefused',
  'sharingRefused',
  'sharingDenied',
  'downloadRefused',
  'changedMeanwhile',
  'checkOutNeeded',
  'checkedOut',
  'rulesNotMet',
  'tooManyItems',
  'locked',
  'malware',
  'notSupported',
  'packageRefused',
  'vaultLocked',
]);

const OfItem = z.object({ accountId: z.string(), item: ItemRef });

export interface KnownItems {
  find(accountId: string, item: ItemRef): Promise<DriveEntry | null>;
  /** OneDrive says that it is no longer there. */
  isGone(accountId: string, entry: DriveEntry): void;
}

/** Graph's refusals don't say which item they are about; the index knows its name. */
export function nameItems<Context>(server: Server<Context>, items: KnownItems): Server<Context> {
  return {
    async call(name, input, context) {
      const reply = await server.call(name, input, context);
      if (reply.ok || !aboutTheItem.has(reply.error.code)) return reply;
      const about = OfItem.safeParse(input).data;
      if (about === undefined) return reply;
      const entry = await items.find(about.accountId, about.item).catch(() => null);
      if (entry === null) return reply;
      if (reply.error.code === 'notFound') items.isGone(about.accountId, entry);
      return withSubject(reply, entry.name);
    },
  };
}

const withSubject = (reply: Reply & { ok: false }, name: string): Reply => ({
  ok: false,
  error: { ...reply.error, subject: reply.error.subject ?? name },
});
