import { randomUUID } from 'node:crypto';
import type { Account, Credentials } from '../../../contract/records.ts';
import type { z } from 'zod';
import { includesWriting, toAccount } from '../account-facts.ts';
import type { AccountRecord } from '../account-store.ts';
import type { Accounts } from '../accounts.ts';
import type { AppRegistration } from '../clouds.ts';
import { noCredential } from '../credential-store.ts';
import type { AppGrant } from '../sign-in/app-flow.ts';
import type { OwnedDrive } from './find-drive.ts';
import type { UnattendedSource } from './secret-source.ts';

export interface AccountOptions {
  /** null: the owner's name */
  name: string | null;
  group: string | null;
  rootPath: string | null;
  keep: z.infer<typeof Credentials>;
  source: UnattendedSource | null;
}

export function toAppRecord(
  { registration, roles, expiresAt }: AppGrant,
  { found, owner }: OwnedDrive,
  { name, group, rootPath, keep, source }: AccountOptions,
  accounts: Accounts,
): AccountRecord {
  const earlier = accounts.records().find((record) => isSameDrive(record, registration, found.root));
  const base = toAccount({
    accountId: earlier?.account.accountId ?? randomUUID(),
    kind: 'app',
    found,
    granted: roles,
  });
  const account: Account = {
    ...base,
    displayName: name ?? earlier?.account.displayName ?? owner.displayName,
    address: owner.address,
    group: group ?? earlier?.account.group ?? null,
    saveEdits: earlier?.account.saveEdits ?? base.saveEdits,
    isPaused: earlier?.account.isPaused ?? false,
    cloud: registration.cloud,
    tenant: registration.tenant,
    credentials: keep,
    rootPath,
    secretExpiresAt: expiresAt,
  };
  return {
    account,
    root: found.root,
    identity: { kind: 'app', registration, userId: owner.userId, source },
  };
}

function isSameDrive(
  { account, root, identity }: AccountRecord,
  registration: AppRegistration,
  place: AccountRecord['root'],
): boolean {
  return (
    identity?.kind === 'app' &&
    account.cloud === registration.cloud &&
    root.driveId === place.driveId &&
    root.itemId === place.itemId
  );
}

/** Such accounts share a new secret. */
export const isSameApp = (record: AccountRecord, registration: AppRegistration): boolean =>
  record.identity?.kind === 'app' &&
  record.identity.registration.cloud === registration.cloud &&
  record.identity.registration.clientId.toLowerCase() === registration.clientId.toLowerCase() &&
  record.identity.registration.tenant.toLowerCase() === registration.tenant.toLowerCase();

export function toRenewedRecord(
  record: AccountRecord,
  grant: AppGrant,
  keep: Account['credentials'],
): AccountRecord {
  const { account, identity } = record;
  return {
    ...record,
    account: {
      ...account,
      state: 'ready',
      failure: null,
      granted: grant.roles,
      canWrite: includesWriting(grant.roles),
      credentials: keep,
      secretExpiresAt: grant.expiresAt,
    },
    identity:
      identity?.kind === 'app' ? { ...identity, registration: grant.registration, source: null } : identity,
  };
}

export const toKept = (grant: AppGrant, source: UnattendedSource | null) =>
  source === null ? grant.credential : noCredential;
