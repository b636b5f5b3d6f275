import { expect, test } from 'vitest';
import type { RecentFolder } from '../contract/window-start.ts';
import { findFolderArgument, toDockItems, toFolderArgument, toJumpList } from './recent-folders.ts';

const folder = (name: string): RecentFolder => ({
  accountId: 'a',
  place: 'myfiles',
  folder: { driveId: 'd!1', itemId: `${name} "x"` },
  name,
});
const program = { path: 'C:\\Program Files\\Slipway\\Slipway.exe', args: ['--profile', 'my work'] };

test('a folder survives the command line unchanged, and other arguments aren’t mistaken for one', () => {
  const { name, ...start } = folder('R&D');
  expect(toFolderArgument(start)).toMatch(/^--folder=[\w-]+$/);
  expect(findFolderArgument(['slipway', toFolderArgument(start)])).toEqual(start);
  const strange = Buffer.from(JSON.stringify({ ...start, path: '/etc' })).toString('base64url');
  for (const argv of [['slipway'], ['slipway', '--folder=%'], ['slipway', `--folder=${strange}`]])
    expect(findFolderArgument(argv), name).toBeNull();
  expect(findFolderArgument(['slipway', '--', toFolderArgument(start)])).toBeNull();
});

test('the jump list starts the same profile in the folder, without folders that were removed from it', () => {
  const [category] = toJumpList([folder('Finance'), folder('Trip')], program, new Set());
  expect(category).toMatchObject({ type: 'custom', name: 'Recent folders' });
  const [first] = category?.items ?? [];
  expect(first).toMatchObject({
    type: 'task',
    title: 'Finance',
    program: program.path,
    args: `--profile "my work" ${toFolderArgument(folder('Finance'))}`,
  });
  const [left] = toJumpList([folder('Finance'), folder('Trip')], program, new Set([first?.args ?? '']));
  expect(left?.items?.map(({ title }) => title)).toEqual(['Trip']);
  expect(toJumpList([], program, new Set())).toEqual([]);
});

test('the dock shows folder names unchanged and opens one', () => {
  const opened: unknown[] = [];
  const [item] = toDockItems([folder('R&D')], (start) => opened.push(start));
  expect(item?.label).toBe('R&&D');
  (item!.click as () => void)();
  const { name, ...start } = folder('R&D');
  expect(opened, name).toEqual([start]);
});
