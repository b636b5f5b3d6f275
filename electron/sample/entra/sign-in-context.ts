import type { SampleClock } from '../clock.ts';
import type { ServiceRequest } from '../http/exchange.ts';
import type { CloudName } from '../model/clouds.ts';
import type { Person } from '../model/people.ts';
import type { Tenant } from '../model/tenants.ts';
import type { Tokens } from '../model/tokens.ts';
import type { Directory } from './directory.ts';

export interface SignInContext {
  request: ServiceRequest;
  directory: Directory;
  tokens: Tokens;
  clock: SampleClock;
  /** "https://login.microsoftonline.com", as in metadata and issuers. */
  issuerOrigin: string;
  /** Empty for the loopback address, which means all clouds. */
  clouds: readonly CloudName[];
  /** From the URL, in lower case: "common", a domain, an id. */
  tenantSegment: string;
  /** null for "common" or "organizations", where the account decides. */
  tenant: Tenant | null;
}

export function isForeign({ clouds }: SignInContext, tenant: Tenant): boolean {
  return clouds.length > 0 && !clouds.includes(tenant.cloud);
}

export function tenantFor(context: SignInContext, person: Person): Tenant | null {
  const { tenants } = context.directory;
  // Guests sign in where they are guests; elsewhere they are who they are at home.
  if (person.home !== undefined && context.tenant === null) return null;
  const tenant =
    context.tenant ??
    (context.tenantSegment === 'organizations'
      ? tenants.organizations.find((one) => one.people.includes(person))
      : tenants.of(person));
  return tenant !== undefined && tenant.people.includes(person) && !isForeign(context, tenant)
    ? tenant
    : null;
}

export function peopleAt(context: SignInContext): Person[] {
  const everybody = new Set(context.directory.tenants.organizations.flatMap((one) => one.people));
  return [...everybody].filter((person) => tenantFor(context, person) !== null);
}
