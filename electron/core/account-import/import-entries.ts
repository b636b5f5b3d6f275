import type { ImportProblem } from '../../contract/account-import.ts';
import type { Cloud } from '../../contract/records.ts';
import type { SecretSource } from '../accounts/app-only/secret-source.ts';

/** An organization in an import file. */
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

/** An entry of a category: a user's drive, or a folder of it. */
export interface UserEntry {
  line: number;
  group: string;
  name: string;
  /** Name of the tenant within the file */
  tenant: string;
  /** User principal name or object id */
  address: string;
  /** "/Finance/2026"; null for the whole drive. */
  rootPath: string | null;
  isWrong: boolean;
}

export interface ImportFile {
  /** Valid ones. */
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

/** Splits "Dana Whitfield: contoso:dana@contoso.example:/Finance" into name and target. */
export function splitEntry(text: string): { name: string; target: string } | null {
  const cut = /^(.+?)\s*:\s+(.+)$/.exec(text) ?? /^([^:]+):(.+)$/.exec(text);
  return cut === null ? null : { name: cut[1]?.trim() ?? '', target: cut[2]?.trim() ?? '' };
}

/** Splits "contoso:dana@contoso.example:/Finance/2026". null without a tenant or user. */
export function splitTarget(target: string): Omit<EntryWords, 'name'> | null {
  const [, tenant = '', address = '', path] =
    /^([^:]+):\s*([^:]+?)\s*(?::\s*(.*))?$/s.exec(target.trim()) ?? [];
  if (tenant === '' || address === '') return null;
  return { tenant: tenant.trim(), address, rootPath: path === undefined ? null : path };
}

export const isUser = (address: string): boolean =>
  address.length <= 320 && (upnShape.test(address) || guidShape.test(address));
