import { z } from 'zod';
import type { Reply } from '../../contract/bridge.ts';
import { toFailure, type ErrorCode } from '../../contract/errors.ts';
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
  /** It is in the account's own drive. */
  isOwn(accountId: string, item: ItemRef): boolean;
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
      const { accountId, item } = about;
      const entry = await items.find(accountId, item).catch(() => null);
      const known = items.isOwn(accountId, item) ? asOwn(reply) : reply;
      if (entry === null) return known;
      if (reply.error.code === 'notFound') items.isGone(accountId, entry);
      return withSubject(known, entry.name);
    },
  };
}

type Refusal = Reply & { ok: false };

function asOwn({ ok, error }: Refusal): Refusal {
  const { code, subject, facts, details } = error;
  return {
    ok,
    error: code === 'accessDenied' ? toFailure(code, subject, { ...facts, isOwn: true }, details) : error,
  };
}

const withSubject = (reply: Refusal, name: string): Reply => ({
  ok: false,
  error: { ...reply.error, subject: reply.error.subject ?? name },
});
