import type { ImportProblem } from '../../contract/account-import.ts';
import type { Cloud } from '../../contract/records.ts';
import type { SecretSource } from '../accounts/app-only/secret-source.ts';

export interface TenantEntry {
  name: string;
  line: number;
  cloud: Cloud;
  /** Tenant id or domain */
  tenant: string;
  clientId: string;
  secret: SecretSource;
  /** ISO 8601; null if the file does not say. */
  secretExpiresAt: string | null;
}

export interface UserEntry {
  line: number;
  group: string;
  name: string;
  tenant: string;
  /** User principal name or object id */
  address: string;
  /** "/Finance/2026"; null for the whole drive. */
  rootPath: string | null;
  isWrong: boolean;
}

export interface ImportFile {
  tenants: TenantEntry[];
  users: UserEntry[];
  problems: ImportProblem[];
}

export type ReportProblem = (
  problem: ImportProblem['problem'],
  line: number | null,
  subject: string,
  found?: string | null,
  suggestion?: string | null,
) => void;

export const guidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const upnShape = /^[^\s@:/\\]+@[^\s@:/\\.]+(\.[^\s@:/\\.]+)+$/;

export interface EntryWords {
  name: string;
  tenant: string;
  address: string;
  rootPath: string | null;
}

/** "Dana Whitfield: contoso:dana@contoso.example:/Finance" */
export function splitEntry(text: string): { name: string; target: string } | null {
  const cut = /^(.+?)\s*:\s+(.+)$/.exec(text) ?? /^([^:]+):(.+)$/.exec(text);
  return cut === null ? null : { name: cut[1]?.trim() ?? '', target: cut[2]?.trim() ?? '' };
}

/** "contoso:dana@contoso.example:/Finance/2026". null without a tenant or user. */
export function splitTarget(target: string): Omit<EntryWords, 'name'> | null {
  const [, tenant = '', address = '', path] =
    /^([^:]+):\s*([^:]+?)\s*(?::\s*(.*))?$/s.exec(target.trim()) ?? [];
  if (tenant === '' || address === '') return null;
  return { tenant: tenant.trim(), address, rootPath: path === undefined ? null : path };
}

export const isUser = (address: string): boolean =>
  address.length <= 320 && (upnShape.test(address) || guidShape.test(address));
