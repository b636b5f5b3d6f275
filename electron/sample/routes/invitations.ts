import { GraphError, invalid } from '../http/graph-error.ts';
import { isObject } from '../http/request.ts';
import type { Drive } from '../model/drive.ts';
import { toGuid } from '../model/ids.ts';
import type { Person } from '../model/people.ts';
import type { World } from '../model/world.ts';

export const toNamed = (list: unknown): string[] =>
  (Array.isArray(list) ? (list as unknown[]) : []).filter(isObject).map((recipient) => {
    const key = [recipient['email'], recipient['alias'], recipient['objectId']].find(
      (one) => typeof one === 'string' && one !== '',
    );
    if (typeof key !== 'string') throw invalid('A recipient needs an address.');
    return key;
  });

export const isNamed = ({ id, email }: Person, key: string): boolean =>
  id === key || email.toLowerCase() === key.toLowerCase();

export function toInvited(world: World, drive: Drive, recipients: unknown): Person[] {
  const people: Person[] = [];
  for (const key of toNamed(recipients))
    if (!people.some((person) => isNamed(person, key))) people.push(toPerson(world, drive, key));
  return people;
}

/** An unknown address becomes a guest with that name, except in the organization's own domain. */
function toPerson(world: World, drive: Drive, key: string): Person {
  const known = world.tenants.person(key);
  if (known !== null) return known;
  if (!key.includes('@')) throw invalid('The recipient is not known.');
  if (drive.type !== 'personal' && domainOf(key) === domainOf(drive.owner.email))
    throw new GraphError(400, 'invalidRequest', 'No resolved users.', 'noResolvedUsers');
  return { id: toGuid(900, world.nextNumber()).toLowerCase(), displayName: key, email: key };
}

const domainOf = (address: string): string => address.toLowerCase().split('@')[1] ?? '';
