import { invalid } from '../http/graph-error.ts';
import { toGuid } from '../model/ids.ts';
import type { Person } from '../model/people.ts';
import type { World } from '../model/world.ts';

/** An unknown address becomes a guest with that name. */
export function toInvited(world: World, recipient: Record<string, unknown>): Person {
  const key = [recipient['email'], recipient['alias'], recipient['objectId']].find(
    (one) => typeof one === 'string' && one !== '',
  );
  if (typeof key !== 'string') throw invalid('A recipient needs an address.');
  const known = world.tenants.person(key);
  if (known !== null) return known;
  if (!key.includes('@')) throw invalid('The recipient is not known.');
  return { id: toGuid(900, world.nextNumber()).toLowerCase(), displayName: key, email: key };
}
