import type { DriveType } from '../options.ts';
import type { Person } from '../model/people.ts';

export function toIdentitySet(person: Person, type: DriveType): object {
  const user = { id: person.id, displayName: person.displayName };
  return { user: type === 'personal' ? user : { ...user, email: person.email } };
}
