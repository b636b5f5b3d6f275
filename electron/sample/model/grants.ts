import { selfAndAncestors, type DriveNode } from './node.ts';
import type { Person } from './people.ts';

export type Access = 'owner' | 'write' | 'read' | 'none';

/** To someone other than the owner, by the item or a folder above it. */
export function grantedAccess(node: DriveNode, person: Person, nowMs: number): Access {
  let best: Access = 'none';
  for (const at of selfAndAncestors(node)) {
    for (const grant of at.rare?.grants ?? []) {
      if (grant.expiresMs !== null && grant.expiresMs <= nowMs) continue;
      if (!grant.people.some((one) => one.id === person.id)) continue;
      if (grant.roles.includes('write') || grant.roles.includes('owner')) return 'write';
      best = 'read';
    }
  }
  return best;
}

export function sharedTop(node: DriveNode, person: Person): DriveNode | null {
  let top: DriveNode | null = null;
  for (const at of selfAndAncestors(node)) {
    if (at.rare?.grants?.some((grant) => grant.people.some((one) => one.id === person.id)) === true) top = at;
  }
  return top;
}
