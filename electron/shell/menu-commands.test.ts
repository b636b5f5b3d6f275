import { describe, expect, it } from 'vitest';
import { Command } from '../contract/records.ts';
import { menus } from './menu-commands.ts';

describe.each([
  ['on a Mac', true],
  ['elsewhere', false],
])('the menu bar %s', (_, isMac) => {
  const entries = menus(isMac).flatMap((menu) => menu.items);
  const commands = entries.flatMap((entry) => (entry !== '-' && 'command' in entry ? [entry] : []));

  it('holds every command of the contract, once', () => {
    expect(commands.map(({ command }) => command).sort()).toEqual([...Command.options].sort());
  });

  it('gives no key twice', () => {
    const keys = commands.map(({ accelerator }) => accelerator).filter((key) => key !== null);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
