import { expect, test } from 'vitest';
import {
  canGoBack,
  canGoForward,
  currentVisit,
  goBack,
  goForward,
  noteFocus,
  type Page,
  samePage,
  startHistory,
  toCrumbPage,
  visit,
} from './navigation.ts';

const root: Page = { name: 'browse', place: 'myfiles', folder: null };
const folder = (itemId: string): Page => ({
  name: 'browse',
  place: 'myfiles',
  folder: { driveId: 'd', itemId },
});

test('back and forward follow the visited pages', () => {
  const history = visit(visit(startHistory(root), folder('a')), folder('b'));
  expect(currentVisit(goBack(history)).page).toEqual(folder('a'));
  expect(currentVisit(goForward(goBack(history))).page).toEqual(folder('b'));
  expect(canGoForward(history)).toBe(false);
});

test('back on the first page does nothing', () => {
  const history = startHistory(root);
  expect(canGoBack(history)).toBe(false);
  expect(goBack(history)).toBe(history);
});

test('visiting a page discards the forward history', () => {
  const history = visit(goBack(visit(startHistory(root), folder('a'))), folder('b'));
  expect(canGoForward(history)).toBe(false);
  expect(currentVisit(goBack(history)).page).toEqual(root);
});

test('visiting the current folder again adds no entry', () => {
  const history = visit(startHistory(root), folder('a'));
  expect(visit(history, folder('a'))).toBe(history);
});

test('going back restores the focused item', () => {
  const history = visit(noteFocus(startHistory(root), 'item 7'), folder('a'));
  expect(currentVisit(goBack(history)).focusItemId).toBe('item 7');
});

test('the history has a maximum length', () => {
  let history = startHistory(root);
  for (let at = 0; at < 300; at += 1) history = visit(history, folder(String(at)));
  expect(history.visits.length).toBeLessThanOrEqual(101);
  expect(currentVisit(history).page).toEqual(folder('299'));
});

test('the first breadcrumb leads to the place itself, the others to their folders', () => {
  const crumbs = [
    { name: 'My files', place: 'myfiles', ref: { driveId: 'd', itemId: 'root' }, path: 'myfiles' },
    { name: 'Finance', place: 'myfiles', ref: { driveId: 'd', itemId: 'f' }, path: 'myfiles/Finance' },
  ] as const;
  expect(toCrumbPage(crumbs, 0)).toEqual(root);
  expect(toCrumbPage(crumbs, 1)).toEqual(folder('f'));
  expect(toCrumbPage(crumbs, -1)).toBe(null);
});

test('each folder of local copies, and the list of all, is a separate page', () => {
  const top = visit(startHistory(root), { name: 'documents' });
  const inside = visit(top, { name: 'documents', folder: 'myfiles/Finance' });
  const all = visit(inside, { name: 'documents', all: true });
  expect(visit(all, { name: 'documents', all: true })).toBe(all);
  expect(currentVisit(goBack(all)).page).toEqual({ name: 'documents', folder: 'myfiles/Finance' });
  expect(currentVisit(goBack(goBack(all))).page).toEqual({ name: 'documents' });
});

test('the recycle bins of two drives are two pages', () => {
  expect(samePage({ name: 'bin' }, { name: 'bin' })).toBe(true);
  expect(samePage({ name: 'bin', library: 'd' }, { name: 'bin' })).toBe(false);
});
