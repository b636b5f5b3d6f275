import { describe, expect, it } from 'vitest';
import { commandIds } from '../contract/commands.ts';
import { t } from '../contract/strings/translate.ts';
import { toMenuBar } from './menu-commands.ts';

describe.each([
  ['on a Mac', true],
  ['elsewhere', false],
])('the menu bar %s', (_, isMac) => {
  const menus = toMenuBar(isMac);
  const entries = menus.flatMap((menu) => menu.items);
  const shown = entries.flatMap((entry) => (entry !== '-' && 'command' in entry ? [entry] : []));

  it('contains every command once, with its label', () => {
    expect(shown.map(({ command }) => command).sort()).toEqual([...commandIds].sort());
    for (const { command, label } of shown) expect(label).toBe(t(`commandNames.${command}`));
  });

  it('shows a key for each, none twice', () => {
    const keys = shown.map(({ accelerator }) => accelerator);
    expect(keys).not.toContain('');
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('separates sections only', () => {
    for (const { items } of menus) {
      expect([items[0], items.at(-1)]).not.toContain('-');
      expect(items.some((item, at) => item === '-' && items[at + 1] === '-')).toBe(false);
    }
  });
});

const acceleratorOf = (id: string, isMac: boolean) =>
  toMenuBar(isMac)
    .flatMap((menu) => menu.items)
    .flatMap((entry) =>
      entry !== '-' && 'command' in entry && entry.command === id ? entry.accelerator : [],
    )[0];

it('writes keys in Electron’s format', () => {
  expect(acceleratorOf('newFolder', false)).toBe('CmdOrCtrl+Shift+N');
  expect(acceleratorOf('preview', false)).toBe('Space');
  expect(acceleratorOf('back', false)).toBe('Alt+Left');
  expect(acceleratorOf('goMyFiles', false)).toBe('CmdOrCtrl+1');
  expect(acceleratorOf('back', true)).toBe('CmdOrCtrl+[');
  expect(acceleratorOf('addressBar', true)).toBe('CmdOrCtrl+Shift+G');
  expect(acceleratorOf('rename', true)).toBe('Enter');
});
