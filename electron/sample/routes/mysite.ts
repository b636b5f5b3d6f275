import { GraphError } from '../http/graph-error.ts';
import type { Drive } from '../model/drive.ts';
import type { Person } from '../model/people.ts';
import type { MysiteTrouble, Viewer, World } from '../model/world.ts';

const TROUBLES: Record<MysiteTrouble, () => GraphError> = {
  missing: () => new GraphError(404, 'ResourceNotFound', "User's mysite not found."),
  unlicensed: () => new GraphError(400, 'BadRequest', 'Tenant does not have a SPO license.'),
  provisioning: () =>
    new GraphError(
      503,
      'serviceNotAvailable',
      'The resource is being provisioned.',
      'resourceBeingProvisioned',
    ),
  notAllowed: () =>
    new GraphError(
      403,
      'accessDenied',
      'Provisioning is not allowed for this user.',
      'provisioningNotAllowed',
    ),
};

const noMysite = (): GraphError => new GraphError(400, 'BadRequest', "Unable to retrieve user's mysite URL.");

export function driveOfMe(world: World, { person }: Viewer): Drive {
  const trouble = person === null ? 'missing' : world.mysites.get(person.email);
  if (person === null || trouble === 'missing') throw noMysite();
  if (trouble !== undefined) throw TROUBLES[trouble]();
  return world.drives.of(person);
}

export function driveOfUser(world: World, viewer: Viewer, key: string): Drive {
  const person = userByKey(world, viewer, key);
  const trouble = world.mysites.get(person.email);
  if (trouble !== undefined) throw TROUBLES[trouble]();
  return world.drives.of(person);
}

export function userByKey({ tenants }: World, viewer: Viewer, key: string): Person {
  const person = tenants.person(key, viewer.tenantId);
  if (person === null)
    throw new GraphError(
      404,
      'Request_ResourceNotFound',
      `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
    );
  return person;
}
