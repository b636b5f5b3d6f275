import { describe, expect, it } from 'vitest';
import { commandIds, commands, keysOf } from './commands.ts';
import { t } from './strings/translate.ts';

describe.each([
  ['on macOS', true],
  ['elsewhere', false],
])('the commands %s', (_, isMac) => {
  it('have at least one key each, and no two share a key', () => {
    const keys = commandIds.flatMap((command) => {
      expect(keysOf(command, isMac), command).not.toEqual([]);
      return keysOf(command, isMac).map(({ key, mod, alt, shift }) => JSON.stringify([key, mod, alt, shift]));
    });
    expect(keys).toEqual([...new Set(keys)]);
  });
});

it('each command has its own label, with an access key unique within its menu', () => {
  const labels = commandIds.map((command) => t(`commandNames.${command}`));
  expect(labels).toEqual([...new Set(labels)]);
  const accessKeys = commandIds.map((command) => {
    const label = t(`commandNames.${command}`);
    return `${commands[command].menu} ${/&(\w)/.exec(label)?.[1]?.toLowerCase()}`;
  });
  expect(accessKeys.filter((each) => each.endsWith('undefined'))).toEqual([]);
  expect(accessKeys).toEqual([...new Set(accessKeys)]);
});
