import { Cloud } from '../../contract/records.ts';
import { guidShape, type ReportProblem, type TenantEntry } from './import-entries.ts';
import { findClosest } from './find-closest.ts';
import { isWrittenSecret, parseSecretSource, type SecretSource } from '../accounts/app-only/secret-source.ts';
import type { YamlMap, YamlValue } from './yaml-lines.ts';

export interface TenantsRead {
  right: TenantEntry[];
  /** Every name, so that an entry of an invalid tenant is not reported itself. */
  known: Set<string>;
}

/** Each is an organization with an app of its own. */
const maxTenants = 1000;

const fields = [
  'cloud',
  'tenant',
  'client-id',
  'secret',
  'certificate',
  'certificate-password',
  'secret-expires',
];
const tenantShape = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i;
const manyTenants = ['common', 'organizations', 'consumers'];
/** "client-secret: …" probably contains the secret itself. */
const mayBeSecret = (field: string): boolean => !fields.includes(field) && /secret|password|key/i.test(field);
const secretSubject = (name: string) => `tenants.${name}.secret`;

export function parseTenants(value: YamlValue | null, complain: ReportProblem): TenantsRead {
  const read: TenantsRead = { right: [], known: new Set() };
  if (value === null) return read;
  if (value.kind !== 'map') {
    complain('badValue', value.line, 'tenants');
    return read;
  }
  if (value.entries.length > maxTenants)
    complain('tooMany', null, 'tenants', String(value.entries.length), String(maxTenants));
  for (const { key, line, value: entry } of value.entries.slice(0, maxTenants)) {
    if (read.known.has(key)) complain('duplicate', line, `tenants.${key}`, key);
    else if (entry.kind !== 'map') complain('badValue', line, `tenants.${key}`);
    else {
      const tenant = parseTenant(key, line, entry, complain);
      if (tenant !== null) read.right.push(tenant);
    }
    read.known.add(key);
  }
  return read;
}

function parseTenant(name: string, line: number, map: YamlMap, complain: ReportProblem): TenantEntry | null {
  const at = (field: string) => `tenants.${name}.${field}`;
  if (name === '' || name.includes(':')) {
    complain('badValue', line, 'tenants', name);
    return null;
  }
  for (const entry of map.entries) {
    if (fields.includes(entry.key)) continue;
    if (mayBeSecret(entry.key)) complain('secretInFile', entry.line, at(entry.key));
    else complain('unknownField', entry.line, at(entry.key), null, findClosest(entry.key, fields));
  }
  const cloud = parseCloud(map.get('cloud'), at('cloud'), complain);
  const tenant = parseField(map, 'tenant', at('tenant'), line, complain, isOneTenant);
  const clientId = parseField(map, 'client-id', at('client-id'), line, complain, (id) => guidShape.test(id));
  const secret = parseSecret(map, name, line, complain);
  const expires = parseDay(map.get('secret-expires'), at('secret-expires'), complain);
  if (cloud === null || tenant === null || clientId === null || secret === null || expires === undefined)
    return null;
  return { name, line, cloud, tenant, clientId, secret, secretExpiresAt: expires };
}

/** "common" and the like stand for many organizations. */
const isOneTenant = (text: string): boolean =>
  tenantShape.test(text) && !manyTenants.includes(text.toLowerCase());

function parseCloud(value: YamlValue | null, subject: string, complain: ReportProblem): Cloud | null {
  if (value === null) return 'global';
  const text = value.kind === 'text' ? value.text : '';
  const known = Cloud.options.find((cloud) => cloud.toLowerCase() === text.toLowerCase());
  if (known === undefined)
    complain(
      'badValue',
      value.line,
      subject,
      text,
      findClosest(text, Cloud.options) ?? Cloud.options.join(', '),
    );
  return known ?? null;
}

function parseField(
  map: YamlMap,
  field: string,
  subject: string,
  line: number,
  complain: ReportProblem,
  isRight: (text: string) => boolean,
): string | null {
  const value = map.get(field);
  if (value === null) {
    complain('missingField', line, subject);
    return null;
  }
  if (value.kind === 'text' && isRight(value.text)) return value.text;
  complain('badValue', value.line, subject, value.kind === 'text' ? value.text : null);
  return null;
}

function parseSecret(map: YamlMap, name: string, line: number, complain: ReportProblem): SecretSource | null {
  const [secret, certificate] = [map.get('secret'), map.get('certificate')];
  const value = certificate ?? secret;
  if (value === null) {
    if (!map.entries.some(({ key }) => mayBeSecret(key))) complain('missingField', line, secretSubject(name));
    return null;
  }
  const source = parseSecretSource(toSourceText(value, certificate !== null));
  if (source === null) {
    // The value may be the secret itself, so it is not repeated.
    complain(certificate === null ? 'secretInFile' : 'badValue', value.line, secretSubject(name));
    return null;
  }
  return source.from === 'certificate' ? withPassword(source, map, name, complain) : source;
}

/** `secret: file:/path`, or `secret: {file: /path}`, which YAML makes of a space after the colon. */
function toSourceText(value: YamlValue, isCertificate: boolean): string {
  if (value.kind === 'map' && value.entries.length === 1) {
    const only = value.entries[0];
    return only?.value.kind === 'text' ? `${only.key}:${only.value.text}` : '';
  }
  if (value.kind !== 'text') return '';
  return isCertificate && !value.text.startsWith('certificate:') ? `certificate:${value.text}` : value.text;
}

function withPassword(
  source: Extract<SecretSource, { from: 'certificate' }>,
  map: YamlMap,
  name: string,
  complain: ReportProblem,
): SecretSource | null {
  const value = map.get('certificate-password');
  if (value === null) return source;
  const password = parseSecretSource(toSourceText(value, false));
  if (password !== null && isWrittenSecret(password)) return { ...source, password };
  complain('secretInFile', value.line, `tenants.${name}.certificate-password`);
  return null;
}

/** undefined: not a date. */
function parseDay(
  value: YamlValue | null,
  subject: string,
  complain: ReportProblem,
): string | null | undefined {
  if (value === null) return null;
  const text = value.kind === 'text' ? value.text : '';
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  if (isDay) return new Date(text).toISOString();
  complain('badValue', value.line, subject, text, 'YYYY-MM-DD');
  return undefined;
}
