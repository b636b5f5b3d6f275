import {
  isUser,
  splitEntry,
  splitTarget,
  type ReportProblem,
  type EntryWords,
  type UserEntry,
} from './import-entries.ts';
import { toRootPath } from '../accounts/app-only/root-path.ts';
import { findClosest } from './find-closest.ts';
import type { TenantsRead } from './parse-tenants.ts';
import type { YamlValue } from './yaml-lines.ts';

const maxNameChars = 256;
/** With more names, similar ones are not searched: every wrong line would compare all of them. */
const maxNamesCompared = 100;

interface Line {
  line: number;
  name: string;
  target: string;
}

export function parseCategories(
  value: YamlValue | null,
  { right, known }: TenantsRead,
  complain: ReportProblem,
): UserEntry[] {
  if (value === null) return [];
  if (value.kind !== 'map') {
    complain('badValue', value.line, 'categories');
    return [];
  }
  const users: UserEntry[] = [];
  const seen = new Map<string, number>();
  const tenants = { known, names: new Set(right.map(({ name }) => name)) };
  for (const { key: group, value: lines } of value.entries) {
    for (const line of toLines(lines, group, complain))
      users.push(judgeLine(line, group, tenants, seen, complain));
  }
  return users;
}

interface KnownTenants {
  known: ReadonlySet<string>;
  names: ReadonlySet<string>;
}

/** Items `name: target`, quoted or not, or a map. An empty heading has no entries. */
function toLines(value: YamlValue, group: string, complain: ReportProblem): Line[] {
  const pairs = value.kind === 'list' ? value.items : [value];
  return pairs.flatMap((item): Line[] => {
    if (item.kind === 'map') {
      return item.entries.map(({ key, line, value: target }) => ({
        line,
        name: key,
        target: target.kind === 'text' ? target.text : '',
      }));
    }
    const cut = item.kind === 'text' ? splitEntry(item.text) : null;
    if (cut !== null) return [{ line: item.line, ...cut }];
    const isEmpty = value.kind === 'text' && value.text === '';
    if (!isEmpty)
      complain('badValue', item.line, `categories.${group}`, item.kind === 'text' ? item.text : null);
    return [];
  });
}

function judgeLine(
  { line, name, target }: Line,
  group: string,
  tenants: KnownTenants,
  seen: Map<string, number>,
  complain: ReportProblem,
): UserEntry {
  const words = splitTarget(target);
  const row = { line, group: group.slice(0, maxNameChars), name: name.slice(0, maxNameChars) };
  if (words === null || name === '') {
    complain('badValue', line, name === '' ? `categories.${group}` : name, target);
    return { ...row, tenant: '', address: target, rootPath: null, isWrong: true };
  }
  const rootPath = toRootPath(words.rootPath);
  const isRight = judgeWords({ name, ...words }, rootPath, tenants, line, complain);
  const key = `${words.tenant} ${words.address.toLowerCase()} ${rootPath?.toLowerCase() ?? ''}`;
  const earlier = rootPath === undefined ? undefined : seen.get(key);
  if (earlier === undefined) seen.set(key, line);
  else complain('duplicate', line, name, words.address, String(earlier));
  return {
    ...row,
    tenant: words.tenant,
    address: words.address,
    rootPath: rootPath ?? words.rootPath,
    isWrong: !isRight || earlier !== undefined,
  };
}

function judgeWords(
  { name, tenant, address, rootPath }: EntryWords,
  path: string | null | undefined,
  { names, known }: KnownTenants,
  line: number,
  complain: ReportProblem,
): boolean {
  if (!known.has(tenant))
    complain(
      'unknownTenant',
      line,
      name,
      tenant,
      known.size <= maxNamesCompared ? findClosest(tenant, known) : null,
    );
  if (!isUser(address)) complain('badUser', line, name, address);
  if (path === undefined) complain('badPath', line, name, rootPath);
  return names.has(tenant) && isUser(address) && path !== undefined;
}
