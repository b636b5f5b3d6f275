import { basename } from 'node:path';
import type { ImportPlan, ImportProblem, ImportRow } from '../../contract/account-import.ts';
import type { AccountRecord } from '../accounts/account-store.ts';
import { readUnattended } from '../accounts/app-only/unattended.ts';
import type { SecretSource } from '../accounts/app-only/secret-source.ts';
import { isAppError } from '../errors.ts';
import { resolveRegistration } from '../policy/registration.ts';
import type { Policy } from '../policy/policy.ts';
import type { ImportFile, TenantEntry, UserEntry } from './import-entries.ts';

export interface PlannedImport {
  file: ImportFile;
  rows: ImportRow[];
  problems: ImportProblem[];
}

export interface Circumstances {
  records: readonly AccountRecord[];
  policy: Policy;
  nowMs: number;
}

/** Secrets are checked for presence, but not kept. */
export async function planImport(file: ImportFile, circumstances: Circumstances): Promise<PlannedImport> {
  const problems = [...file.problems];
  const barred = new Set<string>();
  for (const tenant of file.tenants) {
    const problem =
      judgePolicy(tenant, circumstances.policy) ?? (await judgeSecret(tenant, circumstances.nowMs));
    if (problem === null) continue;
    problems.push(problem);
    barred.add(tenant.name);
  }
  const tenants = new Map(file.tenants.map((tenant) => [tenant.name, tenant]));
  const existing = new Set(circumstances.records.map(toKey));
  const rows = file.users.map((user): ImportRow => {
    const tenant = tenants.get(user.tenant);
    const isWrong = user.isWrong || tenant === undefined || barred.has(user.tenant);
    const exists = tenant !== undefined && existing.has(keyOf(tenant, user));
    const { line, group, name, address, rootPath } = user;
    const state = isWrong ? 'wrong' : exists ? 'exists' : 'toAdd';
    return { line, group, name, tenant: user.tenant, address, rootPath, state, failure: null };
  });
  return { file, rows, problems: problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

export const toPlan = (
  importId: string,
  state: ImportPlan['state'],
  accountImport: PlannedImport,
): ImportPlan => ({
  importId,
  state,
  tenants: accountImport.file.tenants.map(({ name, cloud, secret }) => ({
    name,
    cloud,
    credential: secret.from,
  })),
  rows: accountImport.rows,
  problems: accountImport.problems,
});

const keyOf = ({ cloud, tenant }: TenantEntry, { address, rootPath }: UserEntry): string =>
  [cloud, tenant, address, rootPath ?? ''].join(' ').toLowerCase();

function toKey({ account, identity }: AccountRecord): string {
  if (identity?.kind !== 'app') return '';
  return [account.cloud, account.tenant, account.address, account.rootPath ?? ''].join(' ').toLowerCase();
}

/** A tenant fixed by the administrator applies to imports, too. */
function judgePolicy(entry: TenantEntry, policy: Policy): ImportProblem | null {
  const { cloud, tenant, clientId, name, line } = entry;
  const fixed = resolveRegistration(
    policy,
    { clientId: null, updateFeed: null },
    {
      cloud,
      tenant,
      clientId,
      authority: null,
    },
  );
  const differing = (
    [
      ['cloud', cloud, fixed.cloud],
      ['tenant', tenant, fixed.tenant],
      ['client-id', clientId, fixed.clientId],
    ] as const
  ).find(([, own, wanted]) => own !== wanted);
  if (differing === undefined) return null;
  const [field, found, suggestion] = differing;
  return { problem: 'badValue', line, subject: `tenants.${name}.${field}`, found, suggestion };
}

async function judgeSecret(
  { name, line, secret }: TenantEntry,
  nowMs: number,
): Promise<ImportProblem | null> {
  if (secret.from === 'prompt') return null;
  try {
    await readUnattended(secret, nowMs);
    return null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    const found = toSourceName(secret);
    const subject = `tenants.${name}.secret`;
    return { problem: 'secretUnreadable', line, subject, found, suggestion: error.facts.offending ?? null };
  }
}

/** Never a whole path. */
function toSourceName(source: Exclude<SecretSource, { from: 'prompt' }>): string {
  return source.from === 'environment' ? source.name : basename(source.path);
}
