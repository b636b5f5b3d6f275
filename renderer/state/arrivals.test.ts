import { beforeEach, expect, test } from 'vitest';
import type { ChangeOutcome } from '../../electron/contract/changes.ts';
import type { ViewHead } from '../../electron/contract/records.ts';
import { anAccount, aViewHead } from '../../electron/contract/testing/fixtures.ts';
import { selectArrived, selectionsNow, toShownIds } from './arrivals.ts';
import { useApp } from './store.ts';

const app = () => useApp.getState();
const position = (itemId: string) => ({ itemId, ordinal: 0 });

const copied: ChangeOutcome = {
  batchId: 'b',
  accountId: 'a',
  library: null,
  kind: 'copy',
  doneCount: 2,
  doneNames: ['a 1', 'b 1'],
  renamedCount: 0,
  newName: null,
  itemIds: ['a1', 'b1'],
  folder: { driveId: 'd', itemId: 'f' },
  cancelledCount: 0,
  failedCount: 0,
  failed: [],
  toPath: 'myfiles/Finance',
  canUndo: true,
  undoOf: null,
};

const headOf = (viewId: string): ViewHead => aViewHead({ viewId });

/** Two items are selected and copied; the person does something; the copies arrive. */
function arriveAfter(act: () => void): readonly string[] {
  const then = selectionsNow();
  act();
  selectArrived(copied, then, headOf);
  return app().revealIds;
}

beforeEach(() => {
  app().leaveAccounts();
  app().openAccount(anAccount('a'));
  app().openedView('v');
  app().select({ type: 'pick', position: position('a') });
  app().select({ type: 'toggle', position: position('b') });
});

test.each<[string, readonly string[], () => void]>([
  ['if nothing was done', ['a1', 'b1'], () => {}],
  ['if the focus moved', ['a1', 'b1'], () => app().select({ type: 'focus', position: position('c') })],
  ['if an item was removed', ['a1', 'b1'], () => app().select({ type: 'forget', ids: ['a'] })],
  ['if nothing is selected any more', ['a1', 'b1'], () => app().select({ type: 'clear' })],
  ['not if another item was selected', [], () => app().select({ type: 'pick', position: position('c') })],
  ['not if an item was unselected', [], () => app().select({ type: 'toggle', position: position('b') })],
  ['not while an item is renamed', [], () => app().rename('a')],
  [
    'not while a menu for the selection is open',
    [],
    () => app().openContextMenu({ x: 0, y: 0, target: null }),
  ],
  ['not while a dialog is open', [], () => app().openDialog({ name: 'keys' })],
])('what was copied here is selected, %s', (_, revealed, act) => {
  expect(arriveAfter(act)).toEqual(revealed);
  app().openContextMenu(null);
  const { dialog } = app();
  if (dialog !== null) app().closeDialog(dialog);
});

test('renaming comes before what is to be selected once it is listed', () => {
  arriveAfter(() => {});
  app().rename('a');
  expect(app().revealIds).toEqual([]);
});

test('of many items all are selected, but with a filter only those that it shows', () => {
  const many = Array.from({ length: 300 }, (_, at) => `i${at}`);
  expect(toShownIds(many, ['i3'], false)).toHaveLength(300);
  expect(toShownIds(many, ['i3'], true)).toEqual(['i3']);
  expect(toShownIds(['i1', 'i2'], ['i2'], false)).toEqual(['i2']);
});
