import { randomUUID } from 'node:crypto';
import type { Account } from '../../../contract/records.ts';
import { AppError } from '../../errors.ts';
import { createGraphClient } from '../../graph/graph-client.ts';
import type { Ports } from '../../ports.ts';
import { findMyDrive, toAccount, type DriveFound } from '../account-facts.ts';
import type { AccountRecord } from '../account-store.ts';
import type { Accounts } from '../accounts.ts';
import type { AppRegistration } from '../clouds.ts';
import { noCredential } from '../credential-store.ts';
import { toGraphUrl } from '../person-access.ts';
import type { Attempt } from './attempt.ts';
import type { PersonGrant } from './person-grant.ts';

/** @throws AppError driveNotReady, and any Graph error */
export async function checkPerson(
  ports: Ports,
  { cloud }: AppRegistration,
  { accessToken, granted }: PersonGrant,
): Promise<DriveFound> {
  const { http, clock, log, about } = ports;
  const access = { graphUrl: toGraphUrl(cloud), token: () => Promise.resolve(accessToken) };
  const graph = createGraphClient({ access, http, clock, log, version: about.version });
  try {
    return await findMyDrive(graph, granted);
  } finally {
    graph.close();
  }
}

export async function addPerson(
  { ports, accounts }: { ports: Ports; accounts: Accounts },
  attempt: Attempt,
  grant: PersonGrant,
): Promise<Account> {
  const { request, registration, signal } = attempt;
  const earlier = findEarlier(accounts, attempt, grant);
  const found = await checkPerson(ports, registration, grant);
  if (signal.aborted) throw new AppError('cancelled');
  const account: Account = {
    ...toAccount({
      accountId: earlier?.account.accountId ?? randomUUID(),
      kind: 'delegated',
      found,
      granted: grant.granted,
    }),
    displayName: earlier?.account.displayName ?? toName(accounts, registration, grant),
    address: grant.address,
    group: earlier?.account.group ?? null,
    saveEdits: earlier?.account.saveEdits ?? 'automatically',
    isPaused: earlier?.account.isPaused ?? false,
    libraries: earlier?.account.libraries ?? [],
    cloud: registration.cloud,
    tenant: grant.tenantId,
    credentials: request.keep,
  };
  const record: AccountRecord = {
    account,
    root: found.root,
    identity: { kind: 'person', registration, homeAccountId: grant.homeAccountId },
  };
  return accounts.add(record, { ...noCredential, cache: grant.cache });
}

/** A guest has the same name and address as at home, so the organization is added. */
function toName(accounts: Accounts, { tenant }: AppRegistration, grant: PersonGrant): string {
  const isTaken = accounts
    .records()
    .some(({ account }) => account.kind === 'delegated' && account.address === grant.address);
  return isTaken ? `${grant.displayName} (${tenant})` : grant.displayName;
}

/** @throws AppError anotherAccount if a different user signed in */
function findEarlier(accounts: Accounts, { request, registration }: Attempt, grant: PersonGrant) {
  // A guest of another organization has the same id there, but other files.
  const isSame = ({ account, identity }: AccountRecord) =>
    account.cloud === registration.cloud &&
    account.tenant === grant.tenantId &&
    identity?.kind === 'person' &&
    identity.homeAccountId === grant.homeAccountId;
  const wanted = 'accountId' in request ? request.accountId : null;
  if (wanted === null) return accounts.records().find(isSame);
  const record = accounts.records().find(({ account }) => account.accountId === wanted);
  if (record === undefined) throw new AppError('notFound');
  if (!isSame(record)) throw new AppError('anotherAccount', { facts: { who: record.account.address } });
  return record;
}
