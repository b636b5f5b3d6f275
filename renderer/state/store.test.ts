import { beforeEach, describe, expect, test } from 'vitest';
import type { ItemRef, Sort } from '../../electron/contract/records.ts';
import type { LastSplit } from '../../electron/contract/start.ts';
import { anAccount } from '../../electron/contract/testing/fixtures.ts';
import { toFailure } from '../../electron/contract/error-codes.ts';
import { currentVisit } from './navigation.ts';
import { toPaneAccess, toPaneActions } from './pane-actions.ts';
import { toLastSplit } from './pane-state.ts';
import { selectedCount } from '../ui/grid/selection.ts';
import { useApp } from './store.ts';

const app = () => useApp.getState();
const page = () => currentVisit(app().history).page;
const other = () => app().other;
const folder = { name: 'browse', place: 'myfiles', folder: { driveId: 'd', itemId: 'f' } } as const;

const startWith = (accountId: string, at: ItemRef | null, sort: Sort[]): LastSplit['start'] => ({
  accountId,
  place: 'myfiles',
  folder: at,
  sort,
  layout: 'tiles',
});

beforeEach(() => app().leaveAccounts());

test('Select all under a filter doesn’t extend beyond it', () => {
  app().setFilter('777');
  app().select({ type: 'all' });
  app().setFilter('');
  expect(selectedCount(app().selection, 20_000)).toBe(0);
});

test('a late result closes only its own dialog, and its question waits until the newer dialog is closed', () => {
  const [keys, news, licences] = [{ name: 'keys' }, { name: 'news' }, { name: 'licences' }] as const;
  app().openDialog(keys);
  app().openDialog(news);
  app().closeDialog(keys);
  expect(app().dialog).toBe(news);
  app().openDialogLate(licences, null);
  expect(app().dialog).toBe(news);
  app().closeDialog(news);
  expect(app().dialog).toBe(licences);
  app().openDialogLate(keys, licences);
  expect(app().dialog).toBe(keys);
});

test('a failure offers a sign-in to the account it concerns', () => {
  app().openAccount(anAccount('one'));
  app().toastFailure(toFailure('signInNeeded'), { accountId: 'two' });
  app().toasts[0]?.action?.run();
  expect(page()).toMatchObject({ name: 'signIn', again: { accountId: 'two' } });
});

test('individually selected items stay selected when the filter changes', () => {
  app().select({ type: 'pick', position: { itemId: 'a', ordinal: 0 } });
  app().setFilter('a');
  expect(selectedCount(app().selection, 1)).toBe(1);
});

test('returning to a folder reveals the item that had the focus', () => {
  app().openAccount(anAccount('one'));
  app().select({ type: 'pick', position: { itemId: 'f', ordinal: 3 } });
  app().go(folder);
  expect(app().revealIds).toEqual([]);
  expect(selectedCount(app().selection, 10)).toBe(0);
  app().back();
  expect(app().revealIds).toEqual(['f']);
});

test('each account keeps its own place', () => {
  app().openAccount(anAccount('one'));
  app().go(folder);
  app().openAccount(anAccount('two'));
  expect(page()).toEqual({ name: 'browse', place: 'myfiles', folder: null });
  app().openAccount(anAccount('one'));
  expect(page()).toEqual(folder);
});

test('each account starts at its last place, in its last order', () => {
  const bySize = [{ key: 'size', direction: 'descending' }] as const;
  const left = { place: 'myfiles', folder: folder.folder, sort: [...bySize], layout: 'tiles' } as const;
  app().restorePlaces({
    accountId: 'one',
    places: { one: { ...left, sort: [...bySize] } },
    split: null,
    startPart: null,
  });
  app().openAccount(anAccount('one'));
  expect(page()).toEqual(folder);
  expect(app().sort).toEqual(bySize);
  expect(app().layout).toBe('tiles');
  app().openAccount(anAccount('two'));
  expect(app().layout).toBe('list');
  expect(page()).toMatchObject({ folder: null });
  expect(app().sort).toEqual([{ key: 'name', direction: 'ascending' }]);
  app().arrange([{ key: 'modified', direction: 'ascending' }]);
  app().openAccount(anAccount('one'));
  expect(app().sort).toEqual(bySize);
});

test('nothing remains of removed accounts', () => {
  app().openAccount(anAccount('one'));
  app().go(folder);
  app().leaveAccounts();
  expect(page()).toEqual({ name: 'welcome' });
  expect(app().histories).toEqual({});
});

const shown = () => app().toasts.map(({ failure, lifeMs }) => [failure?.code, lifeMs !== null]);

test('a failure stays, until what failed succeeds or another place has been open for a moment', () => {
  app().openAccount(anAccount('one'));
  app().toastFailure(toFailure('locked'), { attempt: 'open a' });
  app().toastFailure(toFailure('diskFull'), { attempt: 'open b' });
  app().toastFailure(toFailure('diskFull'), { attempt: 'open a' });
  expect(shown()).toEqual([
    ['diskFull', false],
    ['diskFull', false],
  ]);
  app().closeAttempt('open a');
  expect(app().toasts.map(({ attempt }) => attempt)).toEqual(['open b']);
  app().openSplit();
  app().activate('start');
  expect(shown()).toEqual([['diskFull', false]]);
  app().go(folder);
  expect(shown()).toEqual([['diskFull', true]]);
  app().openAccount(anAccount('two'));
  app().toastFailure(toFailure('locked'));
  expect(shown().at(-1)).toEqual(['locked', false]);
  app().openAccount(anAccount('one'));
  expect(shown().at(-1)).toEqual(['locked', true]);
  app().closeSplit();
});

test('signing in to an account removes what only that account needed it for', () => {
  app().toastFailure(toFailure('signInNeeded'), { accountId: 'one' });
  app().toastFailure(toFailure('signInNeeded'), { accountId: 'two' });
  app().toastFailure(toFailure('locked'), { accountId: 'one' });
  app().closeSignInToasts('one');
  expect(app().toasts.map(({ accountId, failure }) => [accountId, failure?.code])).toEqual([
    ['two', 'signInNeeded'],
    ['one', 'locked'],
  ]);
});

test('at most three toasts: a failure outlasts older successes', () => {
  app().toast({ tone: 'failure', text: 'bad' });
  for (const text of ['one', 'two', 'three']) app().toast({ text });
  expect(app().toasts.map((toast) => toast.text)).toEqual(['bad', 'two', 'three']);
});

test('successes disappear by themselves, failures stay', () => {
  app().toast({ text: 'good' });
  app().toast({ tone: 'failure', text: 'bad' });
  expect(app().toasts.map((toast) => toast.lifeMs === null)).toEqual([false, true]);
});

describe('two panes', () => {
  beforeEach(() => {
    app().openAccount(anAccount('one'));
    app().go(folder);
  });

  test('the second one starts at the same place without a selection, and is active', () => {
    app().select({ type: 'pick', position: { itemId: 'a', ordinal: 0 } });
    app().openedView('of the first');
    app().openSplit();
    expect(app().side).toBe('end');
    expect(app().paneId).not.toBe(other()?.paneId);
    expect([app().viewId, other()?.viewId]).toEqual([null, 'of the first']);
    expect(page()).toEqual(folder);
    expect(selectedCount(app().selection, 10)).toBe(0);
    expect(other()?.selection.ids).toEqual(new Set(['a']));
    app().back();
    expect(page(), 'it has been nowhere before').toEqual(folder);
  });

  test('there are at most two', () => {
    app().openSplit();
    const first = other();
    app().setFilter('b');
    app().openSplit();
    expect(app()).toMatchObject({ side: 'end', filter: 'b' });
    expect(other()).toBe(first);
  });

  test('a change in one doesn’t affect the other, not even its account', () => {
    app().openSplit();
    app().openAccount(anAccount('two'));
    app().setFilter('b');
    app().arrange([{ key: 'size', direction: 'descending' }]);
    expect(other()).toMatchObject({ accountId: 'one', filter: '', sort: [{ key: 'name' }] });
    app().activate('start');
    expect(app()).toMatchObject({ accountId: 'one', filter: '', side: 'start' });
    expect(other()).toMatchObject({ accountId: 'two', filter: 'b', sort: [{ key: 'size' }] });
  });

  test('an inactive pane can be changed by its side', () => {
    app().openSplit();
    const first = toPaneAccess(useApp.getState, useApp.setState, 'start');
    toPaneActions(first).select({ type: 'pick', position: { itemId: 'a', ordinal: 0 } });
    expect(app().selection.ids.size).toBe(0);
    expect(first.now().selection.ids).toEqual(new Set(['a']));
  });

  test('closing keeps the requested one, and late updates of the other are ignored', () => {
    app().openSplit();
    app().setFilter('b');
    const { paneId } = app();
    app().closeSplit();
    expect(app()).toMatchObject({ paneId, filter: 'b', side: 'start', other: null });
    toPaneActions(toPaneAccess(useApp.getState, useApp.setState, 'end')).setFilter('late');
    expect(app().filter).toBe('b');
    app().openSplit();
    app().closeSplit('other');
    expect(app()).toMatchObject({ paneId, filter: 'b' });
  });

  test('both are restored: places, accounts, orders, and which one is active', () => {
    const start = startWith('one', folder.folder, [{ key: 'size', direction: 'descending' }]);
    const end = startWith('two', null, [{ key: 'name', direction: 'ascending' }]);
    for (const active of ['start', 'end'] as const) {
      app().leaveAccounts();
      app().restoreSplit({ start, end, active });
      expect(app().side).toBe(active);
      expect(toLastSplit(app())).toEqual({ start, end, active });
      expect(app().paneId).not.toBe(other()?.paneId);
      app().activate('start');
      expect(page()).toEqual(folder);
      expect(app()).toMatchObject({ accountId: 'one', layout: 'tiles', sort: start.sort });
      expect(other()).toMatchObject({ accountId: 'two', sort: end.sort });
    }
    app().closeSplit();
    expect(toLastSplit(app())).toBe(null);
  });

  test('a pane that shows another page is saved at its last folder, or at the root', () => {
    app().openSplit();
    app().go({ name: 'browse', place: 'shared', folder: null });
    app().go({ name: 'settings' });
    expect(toLastSplit(app())).toMatchObject({ end: { place: 'shared', folder: null }, active: 'end' });
    app().startAt({ name: 'search', query: 'x', within: null });
    expect(toLastSplit(app())).toMatchObject({ end: { place: 'myfiles', folder: null } });
    app().activate('start');
    app().back();
    expect(toLastSplit(app())).toMatchObject({ start: { folder: null }, active: 'start' });
  });
});
