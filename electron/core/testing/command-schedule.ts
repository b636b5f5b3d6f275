import * as fc from 'fast-check';
import type { Fault } from '../../sample/http/faults.ts';

export interface CommandSchedule {
  driveType: 'personal' | 'business';
  command: CommandName;
  faults: Fault[];
}

const routesOf = {
  createFolder: ['POST folder', 'GET item', 'GET children'],
  rename: ['PATCH item', 'GET item'],
  renameFolder: ['PATCH item', 'GET item'],
  delete: ['DELETE item', 'POST batch', 'GET item'],
  undoDelete: ['POST restore', 'POST batch', 'GET item'],
  move: ['PATCH item', 'POST batch', 'GET item'],
  undoMove: ['PATCH item', 'POST batch', 'GET item'],
  copy: ['POST copy', 'GET copy monitor', 'GET item', 'GET children'],
  createLink: ['POST createLink', 'GET permissions', 'GET item'],
  invite: ['POST invite', 'GET permissions', 'GET item'],
  setRole: ['PATCH permission', 'GET permissions', 'GET item'],
  removeAccess: ['DELETE permission', 'GET permissions', 'GET item'],
  restoreVersion: ['POST restoreVersion', 'GET versions', 'GET item'],
  addShortcut: ['POST folder', 'GET item', 'GET children'],
} as const;

export type CommandName = keyof typeof routesOf;
export const commandNames = Object.keys(routesOf) as CommandName[];

const statuses = [400, 401, 403, 408, 412, 423, 429, 500, 502, 503, 504, 507] as const;

/** After the effect, the change was made although the answer says otherwise or is lost. */
export const troubles: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ status: fc.constantFrom(...statuses) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      status: fc.constantFrom(408, 500, 502, 503, 504),
      afterEffect: fc.constant(true),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ reset: fc.constantFrom('beforeEffect' as const, 'afterEffect' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ cutAfterBytes: fc.integer({ min: 0, max: 20 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      status: fc.constantFrom(200, 403, 503),
      body: fc.constant('<html>Sign in</html>'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ edit: fc.constant(() => ({})) }) },
  { weight: 1, arbitrary: fc.record({ redirect: fc.constant('http://127.0.0.1:9/elsewhere') }) },
);

const faultsOf = (command: CommandName): fc.Arbitrary<Fault[]> => {
  const [changing, ...others] = routesOf[command];
  const route = fc.oneof(
    { weight: 3, arbitrary: fc.constant(changing as string) },
    fc.constantFrom<string>(...others),
  );
  const fault = fc
    .record({
      route,
      nth: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 3 })),
      times: fc.oneof(
        { weight: 3, arbitrary: fc.constant(1) },
        { weight: 2, arbitrary: fc.integer({ min: 2, max: 3 }) },
        { weight: 1, arbitrary: fc.constant(30) },
      ),
      trouble: troubles,
    })
    .map(({ trouble: kind, ...when }) => ({ ...kind, ...when }));
  return fc.array(fault, { minLength: 1, maxLength: 3 });
};

export const commandSchedules: fc.Arbitrary<CommandSchedule> = fc
  .record({
    driveType: fc.constantFrom('personal' as const, 'business' as const),
    command: fc.constantFrom(...commandNames),
  })
  .chain(({ driveType, command }) => faultsOf(command).map((faults) => ({ driveType, command, faults })));
