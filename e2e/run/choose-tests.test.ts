import { describe, expect, test } from 'vitest';
import { chooseSpecs, chooseUnits } from './choose-tests.ts';
import type { ChoiceOptions } from './choose-tests.ts';

const options = (own: Partial<ChoiceOptions>): ChoiceOptions => ({
  changed: [],
  tests: [],
  importers: new Map(),
  durationsMs: new Map(),
  budgetMs: 5000,
  ...own,
});

describe('tests of a change', () => {
  test('are the closest ones that fit into the time, and the others are listed', () => {
    const importers = new Map([
      ['retry.ts', new Set(['retry.test.ts', 'core.ts'])],
      ['core.ts', new Set(['slow.test.ts', 'core.test.ts'])],
    ]);
    const choice = chooseUnits(
      options({
        changed: ['retry.ts'],
        tests: ['core.test.ts', 'other.test.ts', 'retry.test.ts', 'slow.test.ts'],
        importers,
        durationsMs: new Map([['slow.test.ts', 60_000]]),
      }),
    );
    expect(choice).toEqual({ chosen: ['retry.test.ts', 'core.test.ts'], leftOut: ['slow.test.ts'] });
  });

  test('include at least one, however long it takes', () => {
    const importers = new Map([['kill.ts', new Set(['kill.test.ts'])]]);
    const durationsMs = new Map([['kill.test.ts', 60_000]]);
    const choice = chooseUnits(
      options({ changed: ['kill.ts'], tests: ['kill.test.ts'], importers, durationsMs }),
    );
    expect(choice).toEqual({ chosen: ['kill.test.ts'], leftOut: [] });
  });

  test('are specs that use what changed, then those with a similar name', () => {
    const importers = new Map([['e2e/pages/dialogs.ts', new Set(['e2e/stories/rename.spec.ts'])]]);
    const tests = [
      'e2e/stories/rename.spec.ts',
      'e2e/stories/transfer-control.spec.ts',
      'e2e/stories/browse.spec.ts',
    ];
    const changed = ['renderer/features/transfers/tray.tsx', 'e2e/pages/dialogs.ts'];
    expect(chooseSpecs(options({ changed, tests, importers })).chosen).toEqual([
      'e2e/stories/rename.spec.ts',
      'e2e/stories/transfer-control.spec.ts',
    ]);
  });
});
