import type { Cloud } from '../../contract/records.ts';
import { AppError } from '../errors.ts';

/** MSAL has a newer name for China's host. */
export const cloudHosts = (): { signIn: string[]; graph: string[] } => ({
  signIn: [
    ...new Set(Object.values(clouds).map(({ authorityHost }) => authorityHost)),
    'login.partner.microsoftonline.cn',
  ],
  graph: Object.values(clouds).map(({ graphRoot }) => new URL(graphRoot).host),
});

interface CloudPlace {
  authorityHost: string;
  /** "https://graph.microsoft.com", without a trailing slash. Tokens are issued for this resource only. */
  graphRoot: string;
}

/**
 * From Microsoft's deployment pages. msal-node itself replaces China's host by
 * "login.partner.microsoftonline.cn".
 */
export const clouds: Readonly<Record<Cloud, CloudPlace>> = {
  global: { authorityHost: 'login.microsoftonline.com', graphRoot: 'https://graph.microsoft.com' },
  usGovL4: { authorityHost: 'login.microsoftonline.us', graphRoot: 'https://graph.microsoft.us' },
  usGovL5: { authorityHost: 'login.microsoftonline.us', graphRoot: 'https://dod-graph.microsoft.us' },
  china: {
    authorityHost: 'login.chinacloudapi.cn',
    graphRoot: 'https://microsoftgraph.chinacloudapi.cn',
  },
};

export interface AppRegistration {
  cloud: Cloud;
  /** "common", "organizations", "consumers", a tenant id or a domain */
  tenant: string;
  clientId: string;
  authority: string | null;
}

/** They stand for several organizations. Apps that act as themselves must name one. */
const manyTenants = new Set(['common', 'organizations', 'consumers']);

export const namesOneTenant = (tenant: string): boolean => !manyTenants.has(tenant.toLowerCase());

const tenantShape = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i;

/**
 * Without a trailing slash; a custom authority unchanged. @throws AppError tenantUnclear for an invalid
 * tenant; wrongCloud for personal accounts outside the global cloud
 */
export function toAuthority({ cloud, tenant, authority }: AppRegistration): string {
  if (authority !== null) return toCustomAuthority(authority);
  if (!tenantShape.test(tenant)) throw new AppError('tenantUnclear', { subject: tenant });
  if (tenant.toLowerCase() === 'consumers' && cloud !== 'global') throw new AppError('wrongCloud');
  return `https://${clouds[cloud].authorityHost}/${tenant.toLowerCase()}`;
}

function toCustomAuthority(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && url.username === '' && url.search === '' && url.hash === '';
  if (!isPlain || url.protocol !== 'https:' || url.pathname.replaceAll('/', '') === '') {
    throw new AppError('tenantUnclear', { subject: text.slice(0, 200) });
  }
  return url.href.replace(/\/+$/, '');
}

/** Full scopes: "https://graph.microsoft.us/Files.Read". A bare name would mean Graph of the global cloud. */
export function toGraphScopes(cloud: Cloud, names: readonly string[]): string[] {
  return names.map((name) => `${clouds[cloud].graphRoot}/${name}`);
}

export const toDefaultScope = (cloud: Cloud): string => `${clouds[cloud].graphRoot}/.default`;

/**
 * "Files.Read" for "https://graph.microsoft.com/Files.Read"; omits protocol scopes ("openid") and duplicates.
 */
export function toScopeNames(scopes: readonly string[]): string[] {
  const names = scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1));
  return [...new Set(names)].filter((name) => name.includes('.') && name !== '.default');
}
