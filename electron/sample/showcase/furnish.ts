import { textContent } from '../model/content.ts';
import { DANA } from '../model/people.ts';
import type { World } from '../model/world.ts';

/** Puts the showcase into the drives. */
export function furnish(world: World): void {
  const { mine } = world;
  const by = mine.owner;
  const finance = mine.add(mine.root, { kind: 'folder', name: 'Finance', by });
  const invoices = mine.add(finance, { kind: 'folder', name: 'Invoices', by });
  mine.add(invoices, { kind: 'file', name: 'Invoice 1.txt', by, content: textContent('Invoice 1\n') });
  const dana = world.driveOf(DANA);
  if (dana === null) return;
  const hr = dana.add(dana.root, { kind: 'folder', name: 'HR', by: DANA });
  const forms = dana.add(hr, { kind: 'folder', name: 'Forms', by: DANA });
  dana.add(forms, { kind: 'file', name: 'Leave request.txt', by: DANA, content: textContent('Leave request\n') });
  hr.rare = { grants: [{ id: 'g1', roles: ['write'], people: [by], link: null, sharedBy: DANA, sharedMs: world.clock.now(), expiresMs: null, hasPassword: false }] };
  world.shared.push({ drive: dana, node: hr, withPerson: by, sharedBy: DANA, sharedMs: world.clock.now() });
}
