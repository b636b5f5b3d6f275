import { describe, expect, test } from 'vitest';
import { createSampleCliRig } from './testing/cli-rig.ts';

/** Other programs create them without naming them in a URL, which no URL may contain. */
const oddNames = { 'a C1 control character': 'o\u0085d.txt', 'a noncharacter': 'o\ufdd0d.txt' };

async function createOdd(name: string) {
  const cli = await createSampleCliRig();
  const { drive } = cli.service;
  drive.addFile('odd.txt', 'odd');
  drive.addFolder('Box');
  drive.rename('odd.txt', name);
  return { cli, drive, path: `myfiles/${name}` };
}

describe.each(Object.entries(oddNames))('a file whose name contains %s', (_what, name) => {
  test.each([
    ['listed', ['list'], [], ['Box/', name]],
    ['downloaded', ['download'], ['--to', '.'], ['Box/', name]],
    ['moved', ['move'], ['myfiles/Box/'], ['Box/', `Box/${name}`]],
    ['copied', ['copy'], ['myfiles/Box/'], ['Box/', `Box/${name}`, name]],
    ['renamed', ['move'], ['myfiles/b.txt'], ['Box/', 'b.txt']],
    ['deleted', ['delete'], [], ['Box/']],
  ])('is found by path and %s', async (_verb, command, to, tree) => {
    const { cli: made, drive, path } = await createOdd(name);
    await using cli = made;
    expect(await cli.run([...command, path, ...to])).toMatchObject({ code: 0, err: '' });
    expect(drive.tree()).toEqual(tree.toSorted());
  });

  test('is found below other folders, and meets its namesake there', async () => {
    const { cli: made, drive, path } = await createOdd(name);
    await using cli = made;
    await cli.run(['copy', path, 'myfiles/Box/']);
    expect(await cli.run(['copy', path, 'myfiles/Box/'])).toMatchObject({ code: 4 });
    expect(await cli.run(['move', path, 'myfiles/Box/', '--conflict', 'replace'])).toMatchObject({ code: 0 });
    expect(await cli.run(['list', `myfiles/Box/${name}`])).toMatchObject({ code: 0 });
    expect(await cli.run(['list', `${path}x`])).toMatchObject({ code: 3 });
    expect(drive.tree()).toEqual(['Box/', `Box/${name}`]);
  });

  test('has a name that no new item gets', async () => {
    const { cli: made, drive } = await createOdd(name);
    await using cli = made;
    drive.addFile('b.txt', 'b');
    expect(await cli.run(['move', 'myfiles/b.txt', `myfiles/Box/${name}`])).toMatchObject({ code: 1 });
    expect(drive.tree('Box')).toEqual([]);
  });
});

describe('a file isn’t copied over itself', () => {
  test.each([
    ['b.txt', []],
    ['B.TXT', []],
    ['B.TXT', ['--conflict', 'replace']],
    ['B.TXT', ['--dry-run']],
  ])('to %s %j', async (name, options) => {
    await using cli = await createSampleCliRig();
    const { drive } = cli.service;
    drive.addFile('b.txt', 'b');
    const ran = await cli.run(['copy', 'myfiles/b.txt', `myfiles/${name}`, ...options]);
    expect(ran.code).toBe(4);
    expect(JSON.parse(ran.err)).toMatchObject({ code: 'copyOfItself', subject: 'b.txt' });
    expect(drive.tree()).toEqual(['b.txt']);
  });

  test('but beside itself, if that is asked for', async () => {
    await using cli = await createSampleCliRig();
    const { drive } = cli.service;
    drive.addFile('b.txt', 'b');
    await cli.run(['copy', 'myfiles/b.txt', 'myfiles/B.TXT', '--conflict', 'rename']);
    await cli.run(['copy', 'myfiles/b.txt', 'myfiles/']);
    await cli.run(['copy', 'myfiles/b.txt', 'myfiles/B.TXT', '--conflict', 'skip-same']);
    expect(drive.tree()).toEqual(['b 1.txt', 'b 2.txt', 'b.txt']);
  });
});
