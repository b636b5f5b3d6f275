import { beforeEach, expect, test } from 'vitest';
import type { Comparison } from '../../../electron/contract/comparison.ts';
import { anAccount } from '../../../electron/contract/testing/fixtures.ts';
import { useApp } from '../../state/store.ts';
import { compareChoices, selectCompared, toCount, toOutcomes } from './compare-choices.ts';

type Side = Comparison['first'];

const side = (only: number, chosen: Side['chosen']): Side => ({
  counts: { only, different: 3, same: 4, folders: 0 },
  chosen,
});
const compared = (first: Side['chosen'], second: Side['chosen']): Comparison => ({
  first: side(1, first),
  second: side(2, second),
  byHash: 0,
  bySizeAndTime: 0,
});
const app = () => useApp.getState();

beforeEach(() => {
  app().leaveAccounts();
  app().openAccount(anAccount('one'));
  app().openSplit();
});

test('each choice is requested for the sides it concerns, and counted once', () => {
  expect(compareChoices.map((choice) => toOutcomes([choice]))).toEqual([
    { first: ['only'], second: [] },
    { first: [], second: ['only'] },
    { first: ['different'], second: ['different'] },
    { first: ['same'], second: ['same'] },
  ]);
  expect(compareChoices.map((choice) => toCount(compared(null, null), choice))).toEqual([1, 2, 3, 4]);
});

test('the result is selected in both panes, whichever is active, and their filters are cleared', () => {
  for (const active of ['start', 'end'] as const) {
    app().activate('start');
    app().setFilter('x');
    app().activate(active);
    selectCompared(
      compared({ count: 1, mode: 'only', itemIds: ['a'] }, { count: 5, mode: 'allExcept', itemIds: ['b'] }),
    );
    app().activate('start');
    expect(app()).toMatchObject({ filter: '', selection: { mode: 'only', ids: new Set(['a']) } });
    expect(app().other).toMatchObject({ filter: '', selection: { mode: 'allExcept', ids: new Set(['b']) } });
  }
});

test('if the rule would be too long, the selection stays unchanged', () => {
  app().select({ type: 'rule', mode: 'only', ids: ['kept'] });
  selectCompared(compared({ count: 1, mode: 'only', itemIds: ['a'] }, null));
  expect(app().selection.ids).toEqual(new Set(['kept']));
  expect(app().other?.selection.ids).toEqual(new Set(['a']));
});
