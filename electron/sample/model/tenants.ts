import { createHash } from 'node:crypto';
import type { CloudName } from './clouds.ts';
import { HOME_PEOPLE, type Person } from './people.ts';

export const TENANT_ID = 'c0a1b2c3-1111-4222-8333-444455556666';
export const CONSUMERS_ID = '9188040d-6c67-4c5b-b112-36a304b66dad';

export interface TenantPlan {
  domain: string;
  people: number;
  named?: readonly string[];
  /** People of the first tenant who are guests here, by address: with another id, and a drive of their own. */
  guests?: readonly string[];
  cloud?: CloudName;
}

export interface Tenant {
  readonly id: string;
  readonly domain: string;
  readonly cloud: CloudName;
  readonly people: readonly Person[];
}

export interface Tenants {
  readonly home: Tenant;
  readonly consumers: Tenant;
  readonly organizations: readonly Tenant[];
  find(key: string): Tenant | null;
  of(person: Person): Tenant;
  person(key: string, tenantId?: string | null): Person | null;
}

const FIRST_NAMES =
  `Ada Bao Carla Deniz Elif Femi Grace Hugo Ines Jonas Kaito Leila Marta Nils Olga Priya Quinn Rosa
  Sami Tara`.split(/\s+/);
const LAST_NAMES =
  `Abe Berg Costa Dahl Eze Fischer Garcia Hansen Ito Jansen Kowalski Lopez Mensah Novak Okafor
  Petrov Quist Rossi Silva Tanaka Ueda Varga Weber Xu Yilmaz`.split(/\s+/);

function toSteadyGuid(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

function toPerson(domain: string, number: number): Person {
  const email = `user${String(number).padStart(3, '0')}@${domain}`;
  const first = FIRST_NAMES[(number - 1) % FIRST_NAMES.length] ?? '';
  const last = LAST_NAMES[Math.floor((number - 1) / FIRST_NAMES.length) % LAST_NAMES.length] ?? '';
  return { id: toSteadyGuid(email), displayName: `${first} ${last}`, email };
}

/** "miles.o'brien" is Miles O'Brien. */
function toNamedPerson(domain: string, local: string): Person {
  const email = `${local}@${domain}`;
  const displayName = local
    .split('.')
    .map((part) => part.replaceAll(/(?<=^|')./g, (letter) => letter.toUpperCase()))
    .join(' ');
  return { id: toSteadyGuid(email), displayName, email };
}

function toGuest(domain: string, address: string, tenantId: string): Person {
  const person = HOME_PEOPLE.find(({ email }) => email === address);
  if (person === undefined) throw new Error(`nobody here is called ${address}`);
  return {
    id: toSteadyGuid(`${address} in ${domain}`),
    displayName: person.displayName,
    email: `${address.replace('@', '_')}#EXT#@${domain}`,
    home: { personId: person.id, tenantId, email: person.email },
  };
}

export function createTenants(plans: readonly TenantPlan[], personal: boolean): Tenants {
  const home: Tenant = { id: TENANT_ID, domain: 'contoso.example', cloud: 'global', people: HOME_PEOPLE };
  const consumers: Tenant = {
    id: CONSUMERS_ID,
    domain: 'live.example',
    cloud: 'global',
    people: personal ? HOME_PEOPLE : [],
  };
  const planned = plans.map(({ domain, people, named = [], guests = [], cloud = 'global' }) => ({
    id: toSteadyGuid(domain),
    domain,
    cloud,
    people: [
      ...named.map((local) => toNamedPerson(domain, local)),
      ...Array.from({ length: people }, (_, at) => toPerson(domain, at + 1)),
      ...guests.map((address) => toGuest(domain, address, personal ? CONSUMERS_ID : TENANT_ID)),
    ],
  }));
  const organizations = [home, ...planned];
  const everywhere = [...organizations, consumers];
  const byKey = new Map<string, { person: Person; tenant: Tenant }>();
  for (const tenant of organizations) {
    for (const person of tenant.people)
      for (const key of [person.id, person.email]) byKey.set(key.toLowerCase(), { person, tenant });
  }
  return {
    home,
    consumers,
    organizations,
    find(key) {
      const wanted = key.toLowerCase();
      return everywhere.find((one) => one.id === wanted || one.domain === wanted) ?? null;
    },
    of(person) {
      const tenant = byKey.get(person.id)?.tenant ?? home;
      return personal && tenant === home ? consumers : tenant;
    },
    person(key, tenantId = null) {
      const found = byKey.get(key.toLowerCase());
      if (found === undefined) return null;
      const here = tenantId === null || found.tenant.id === tenantId;
      const asConsumer = tenantId === CONSUMERS_ID && consumers.people.includes(found.person);
      return here || asConsumer ? found.person : null;
    },
  };
}
