import { randomUUID } from 'node:crypto';
import type { DriveAdded, DriveChoice, DriveOwner, DriveState } from '../../../contract/sign-in.ts';
import { AppError, isAppError } from '../../errors.ts';
import { createGraphClient, type GraphClient } from '../../graph/graph-client.ts';
import { findNameFault } from '../../../contract/item-names.ts';
import { createPagingGuard, type PagingGuard } from '../../graph/paging-guard.ts';
import type { Ports } from '../../ports.ts';
import type { SessionContext } from '../../session/session-context.ts';
import type { Accounts } from '../accounts.ts';
import type { AppGrant } from '../sign-in/app-flow.ts';
import type { SignIns } from '../sign-in/sign-ins.ts';
import { toAppRecord, toKept } from './app-account.ts';
import { checkDrives, findOwnedDrive, findOwners, listOwners } from './find-drive.ts';
import { toRootPath } from './root-path.ts';

export interface AppDrives {
  /** @throws AppError permissionNotRegistered; notFound if the sign-in is not waiting for drives */
  findOwners(session: SessionContext, signInId: string, text: string): Promise<DriveOwner[]>;
  /**
   * `cursor` is from the previous part. @throws AppError as `findOwners`; notFound also for a cursor that is
   * not of this sign-in
   */
  listOwners(
    session: SessionContext,
    signInId: string,
    cursor: string | null,
  ): Promise<{ owners: DriveOwner[]; cursor: string | null }>;
  checkDrives(session: SessionContext, signInId: string, userIds: readonly string[]): Promise<DriveState[]>;
  /** A failed drive doesn't stop the others. If none failed, the sign-in is done, unless it is kept open. */
  addDrives(session: SessionContext, signInId: string, wanted: DrivesWanted): Promise<DriveAdded[]>;
}

export interface AppDrivesDeps {
  ports: Ports;
  accounts: Accounts;
  signIns: SignIns;
}

interface DrivesWanted {
  drives: readonly DriveChoice[];
  keepOpen: boolean;
}

interface Listed {
  guard: PagingGuard;
  links: Map<string, string>;
}

const atOnce = 4;

export function createAppDrives({ ports, accounts, signIns }: AppDrivesDeps): AppDrives {
  /** Dropped with the sign-in. */
  const listed = new WeakMap<AppGrant, Listed>();
  return {
    async findOwners(session, signInId, text) {
      const { grant } = signIns.grantOf(session, signInId);
      return withGraph(ports, grant, (graph) => findOwners(graph, grant.roles, text));
    },
    async listOwners(session, signInId, cursor) {
      const { grant } = signIns.grantOf(session, signInId);
      if (cursor === null) listed.set(grant, { guard: createPagingGuard(), links: new Map() });
      const before = listed.get(grant);
      const link = cursor === null ? null : before?.links.get(cursor);
      if (before === undefined || link === undefined) throw new AppError('notFound');
      const page = await withGraph(ports, grant, (graph) => listOwners(graph, grant.roles, link));
      const nextLink = before.guard.next(page.nextLink, page.owners.length);
      if (nextLink === null) return { owners: page.owners, cursor: null };
      const next = randomUUID();
      before.links.set(next, nextLink);
      return { owners: page.owners, cursor: next };
    },
    async checkDrives(session, signInId, userIds) {
      const { grant } = signIns.grantOf(session, signInId);
      return withGraph(ports, grant, (graph) => checkDrives(graph, userIds));
    },
    async addDrives(session, signInId, { drives, keepOpen }) {
      const { grant, request } = signIns.grantOf(session, signInId);
      const found = await withGraph(ports, grant, (graph) =>
        mapConcurrently(drives, atOnce, async (choice) => {
          try {
            const rootPath = parseRootPath(choice.rootPath);
            const drive = await findOwnedDrive(graph, grant.roles, choice.user.trim(), rootPath);
            const options = { ...choice, rootPath, keep: request.keep, source: null };
            const record = toAppRecord(grant, drive, options, accounts);
            return { user: choice.user, record, failure: null };
          } catch (error) {
            if (!isAppError(error)) throw error;
            return { user: choice.user, record: null, failure: error.toFailure() };
          }
        }),
      );
      const added = await accounts.addAll(
        found.flatMap(({ record }) => (record === null ? [] : { record, credential: toKept(grant, null) })),
      );
      const outcome = found.map(({ user, record, failure }) => ({
        user,
        account: added.find(({ accountId }) => accountId === record?.account.accountId) ?? null,
        failure,
      }));
      const first = added[0];
      if (!keepOpen && first !== undefined && found.every(({ failure }) => failure === null))
        signIns.finish(session, signInId, first);
      return outcome;
    },
  };
}

/** A temporary client with the token of the sign-in. */
export async function withGraph<T>(
  { http, clock, log, about }: Ports,
  { access }: AppGrant,
  work: (graph: GraphClient) => Promise<T>,
): Promise<T> {
  const graph = createGraphClient({ access, http, clock, log, version: about.version });
  try {
    return await work(graph);
  } finally {
    graph.close();
  }
}

/** @throws AppError badName, pathMalformed */
function parseRootPath(text: string | null): string | null {
  const path = toRootPath(text);
  if (path !== undefined) return path;
  const wrong = text?.split('/').find((name) => name !== '' && findNameFault(name, 'folder') !== null);
  const fault = wrong === undefined ? null : findNameFault(wrong, 'folder');
  if (wrong === undefined || fault === null) throw new AppError('pathMalformed', { subject: text });
  throw new AppError('badName', { subject: wrong, facts: fault });
}

/** Results in the order of `items`. */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
