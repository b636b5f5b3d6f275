import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { AccountRecord } from '../accounts/account-store.ts';
import { toSecretText } from '../accounts/app-only/secret-source.ts';

type AppIdentity = Extract<NonNullable<AccountRecord['identity']>, { kind: 'app' }>;

/** A secret stored by Slipway becomes "prompt"; one kept by an administrator, its location. */
export function exportAccounts(records: readonly AccountRecord[]): string {
  const tenants = new Map<string, { name: string; identity: AppIdentity; expires: string | null }>();
  const names = new Set<string>();
  const groups = new Map<string, { name: string; target: string }[]>();
  for (const { account, identity } of records) {
    if (identity?.kind !== 'app') continue;
    const key = JSON.stringify([identity.registration, identity.source]);
    const known = tenants.get(key);
    const name = known?.name ?? toTenantName(identity.registration.tenant, names);
    names.add(name);
    if (known === undefined) tenants.set(key, { name, identity, expires: account.secretExpiresAt });
    const group = account.group ?? 'Drives';
    const path = account.rootPath === null ? '' : `:${account.rootPath}`;
    const lines = groups.get(group) ?? [];
    lines.push({ name: account.displayName, target: `${name}:${account.address}${path}` });
    groups.set(group, lines);
  }
  const document = new Document({});
  document.commentBefore = ' Accounts of Slipway, without secrets.';
  document.set('tenants', toTenantsNode([...tenants.values()]));
  document.set('categories', toGroupsNode(groups));
  return document.toString({ lineWidth: 0 });
}

/** "contoso" for "contoso.example", with a number if that is taken. */
function toTenantName(tenant: string, taken: ReadonlySet<string>): string {
  const base = tenant.includes('.') ? (tenant.split('.')[0] ?? tenant) : tenant;
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}-${count}`;
  return name;
}

function toTenantsNode(
  tenants: readonly { name: string; identity: AppIdentity; expires: string | null }[],
): YAMLMap {
  const node = new YAMLMap();
  for (const { name, identity, expires } of tenants) {
    const { registration, source } = identity;
    const fields = new YAMLMap();
    fields.add(toPair('cloud', registration.cloud));
    fields.add(toPair('tenant', registration.tenant));
    fields.add(toPair('client-id', registration.clientId));
    fields.add(toPair('secret', source === null ? 'prompt' : toSecretText(source)));
    if (source?.from === 'certificate' && source.password !== null)
      fields.add(toPair('certificate-password', toSecretText(source.password)));
    // A certificate contains its expiry date.
    if (expires !== null && source?.from !== 'certificate')
      fields.add(toPair('secret-expires', expires.slice(0, 10)));
    node.add(new Pair(new Scalar(name), fields));
  }
  return node;
}

function toGroupsNode(groups: ReadonlyMap<string, readonly { name: string; target: string }[]>): YAMLMap {
  const node = new YAMLMap();
  for (const [group, lines] of groups) {
    const list = new YAMLSeq();
    for (const { name, target } of lines) {
      const line = new YAMLMap();
      line.add(toPair(name, target));
      list.add(line);
    }
    node.add(new Pair(new Scalar(group), list));
  }
  return node;
}

const toPair = (key: string, value: string): Pair => new Pair(new Scalar(key), new Scalar(value));
