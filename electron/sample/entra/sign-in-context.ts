import type { SampleClock } from '../clock.ts';
import type { ServiceRequest } from '../http/exchange.ts';
import type { CloudName } from '../model/clouds.ts';
import type { Person } from '../model/people.ts';
import type { Tenant } from '../model/tenants.ts';
import type { Tokens } from '../model/tokens.ts';
import type { Directory } from './directory.ts';

/** One request to the sign-in service. */
export interface SignInContext {
  request: ServiceRequest;
  directory: Directory;
  tokens: Tokens;
  clock: SampleClock;
  /** "https://login.microsoftonline.com": what metadata and issuers say. */
  issuerOrigin: string;
  /** Those that sign in at the host that was asked; none: asked by loopback address, which means all of them. */
  clouds: readonly CloudName[];
  /** As in the URL, in lower case: "common", a domain, an id. */
  tenantSegment: string;
  /** null: "common" or "organizations", where the person decides. */
  tenant: Tenant | null;
}

/** A tenant of another cloud than the one that was asked. */
export function isForeign({ clouds }: SignInContext, tenant: Tenant): boolean {
  return clouds.length > 0 && !clouds.includes(tenant.cloud);
}

/** In which tenant somebody signs in here; null when not at all. */
export function tenantFor(context: SignInContext, person: Person): Tenant | null {
  const { tenants } = context.directory;
  const tenant =
    context.tenant ??
    (context.tenantSegment === 'organizations'
      ? tenants.organizations.find((one) => one.people.includes(person))
      : tenants.of(person));
  return tenant !== undefined && tenant.people.includes(person) && !isForeign(context, tenant)
    ? tenant
    : null;
}

/** Who can sign in here. */
export function peopleAt(context: SignInContext): Person[] {
  const everybody = new Set(context.directory.tenants.organizations.flatMap((one) => one.people));
  return [...everybody].filter((person) => tenantFor(context, person) !== null);
}
