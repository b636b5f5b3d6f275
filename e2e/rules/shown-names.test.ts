import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run/root.ts';

const fromElsewhere =
  'name|finalName|displayName|accountName|address|from|path|owner|modifiedBy|sharedBy|group|groupName|label';
/** A property with one of these names, rendered between tags or as a title or label without showText. */
const printed = new RegExp(
  `(?:^\\s*|>|title=|label=)\\{(?:\\w+[?!]?\\.)+(?:${fromElsewhere})(?: \\?\\? [^}]*)?\\}`,
  'm',
);
const ours = /\{(?:props|option|action|button)\.(?:label|name)\}/;

const findPrinted = (text: string): string[] =>
  text.split('\n').filter((line) => printed.test(line) && !ours.test(line));

test('every name from elsewhere is rendered with showText', () => {
  const found = globSync('renderer/**/*.tsx', { cwd: root }).flatMap((file) =>
    findPrinted(readFileSync(join(root, file), 'utf8')).map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test('the rule finds each way of rendering one', () => {
  for (const line of [
    '  {item.name}',
    '<b>{account.displayName}</b>',
    '<i title={item?.name}>',
    '{a.b.path}',
  ])
    expect(findPrinted(line), line).toEqual([line]);
  for (const line of [
    '{showText(item.name)}',
    '<Avatar name={account.displayName} />',
    '<p key={crumb.path}>',
  ])
    expect(findPrinted(line), line).toEqual([]);
});
