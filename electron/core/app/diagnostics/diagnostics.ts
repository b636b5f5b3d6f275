import { statfs } from 'node:fs/promises';
import { arch, freemem, release, totalmem, uptime, version } from 'node:os';
import type { Diagnosis, DiagnosisCheck } from '../../../contract/diagnostics.ts';
import { getLanguage } from '../../../contract/strings/translate.ts';
import { profilePaths } from '../../lib/profile-paths.ts';
import { countCrashReports } from '../../profile/crash-reports.ts';
import type { Services } from '../../services.ts';

export type DiagnosticsDeps = Pick<
  Services,
  | 'ports'
  | 'accounts'
  | 'index'
  | 'indexing'
  | 'transfers'
  | 'edits'
  | 'notices'
  | 'settings'
  | 'place'
  | 'calls'
  | 'updates'
>;

/** Below it, downloads and the index soon fail. */
const scarceBytes = 1024 ** 3;

/** Without using the network. */
export async function diagnose(deps: DiagnosticsDeps): Promise<Diagnosis['checks']> {
  const { ports, accounts, indexing, transfers, notices, calls } = deps;
  const summary = transfers.summary();
  const free = Math.min(
    ...(await Promise.all([ports.folders.userData, deps.place.root()].map(readFreeBytes))),
  );
  const throttled = calls.counts().reduce((sum, host) => sum + host.throttled, 0);
  return [
    counted('profile', notices.list().length),
    { name: 'space', isGood: free >= scarceBytes, count: Number.isFinite(free) ? free : 0 },
    { name: 'keyring', isGood: await ports.vault.available(), count: 0 },
    { name: 'journal', isGood: summary.persisted && summary.damagedJournal === null, count: 0 },
    counted('index', (await indexing.states()).filter(({ state }) => state === 'failed').length),
    counted('signIn', accounts.list().filter(({ state }) => state === 'signInNeeded').length),
    counted('throttling', throttled),
    counted('transfers', summary.failed + summary.conflicts),
    counted('crashes', await countCrashReports(profilePaths(ports.folders.userData).crashes)),
  ];
}

const counted = (name: DiagnosisCheck['name'], count: number): DiagnosisCheck => ({
  name,
  isGood: count === 0,
  count,
});

/** For support staff, so in English and without names of people or files. */
export async function readDiagnostics(deps: DiagnosticsDeps): Promise<Record<string, unknown>> {
  const { ports, calls, notices, transfers } = deps;
  return {
    madeAt: new Date(ports.clock.now()).toISOString(),
    checks: await diagnose(deps),
    program: {
      ...ports.about,
      ...getLanguage(),
      node: process.version,
      upSeconds: Math.round(process.uptime()),
    },
    system: {
      release: release(),
      version: version(),
      arch: arch(),
      memoryBytes: { total: totalmem(), free: freemem(), ofProgram: process.memoryUsage().rss },
      upSeconds: Math.round(uptime()),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    settings: toSettingsFacts(deps),
    accounts: await readAccounts(deps),
    transfers: { ...transfers.summary(), unsentEdits: deps.edits.unsent().length },
    notices: notices.list().map(({ code }) => code),
    updates: deps.updates.state(),
    fileSystems: {
      profile: await readFileSystem(ports.folders.userData),
      localCopies: await readFileSystem(deps.place.root()),
    },
    calls: calls.counts(),
    refusedCalls: calls.refused(),
  };
}

/** Without search history, and without the proxy's address, which may contain credentials. */
function toSettingsFacts({ settings }: DiagnosticsDeps): Record<string, unknown> {
  const { recentSearches, network, ...rest } = settings.get();
  return {
    ...rest,
    recentSearches: recentSearches.length,
    network: {
      proxy: network.proxy,
      hasAddress: network.proxyAddress !== '',
      hasExceptions: network.proxyExceptions !== '',
    },
  };
}

async function readAccounts(deps: DiagnosticsDeps): Promise<Record<string, unknown>[]> {
  const states = await deps.indexing.states();
  return Promise.all(
    deps.accounts.list().map(async (account, at) => {
      const { accountId, kind, cloud, driveType, state, failure, granted, secretExpiresAt, places } = account;
      const waitUntil = deps.accounts.waitUntil(accountId);
      return {
        account: at + 1,
        kind,
        cloud,
        driveType,
        state,
        granted,
        secretExpiresAt,
        places,
        credentials: account.credentials,
        failure: failure === null ? null : { code: failure.code, details: failure.details },
        waitUntil: waitUntil === null ? null : new Date(waitUntil).toISOString(),
        indexedItems: await deps.index.count(accountId).catch(() => null),
        indexes: states
          .filter((each) => each.accountId === accountId)
          .map(({ isOwn, state: indexState, itemCount, freshAt, notices, failure: why }) => ({
            isOwn,
            state: indexState,
            itemCount,
            freshAt,
            notices,
            failure: why?.code ?? null,
          })),
      };
    }),
  );
}

async function readFreeBytes(folder: string): Promise<number> {
  const facts = await statfs(folder).catch(() => null);
  return facts === null ? Number.POSITIVE_INFINITY : facts.bavail * facts.bsize;
}

async function readFileSystem(folder: string): Promise<Record<string, unknown> | null> {
  const facts = await statfs(folder).catch(() => null);
  if (facts === null) return null;
  const { type, bsize, blocks, bavail } = facts;
  return { type: `0x${type.toString(16)}`, totalBytes: blocks * bsize, freeBytes: bavail * bsize };
}
