import { describe, expect, test } from 'vitest';
import { createFastClock } from '../core/testing/fast-clock.ts';
import { createSampleCliRig } from './testing/cli-rig.ts';

const begin = () =>
  createSampleCliRig({ clock: createFastClock(), quirks: { newFolder404: 4, newFile404: 4 } });

describe('C3 what one command made is waited for by the next', () => {
  test.each([
    ['save', ['save', 'a.txt', 'myfiles/Trip'], ['Trip/', 'Trip/a.txt']],
    ['create', ['create', 'a.txt', 'myfiles/Trip/b.txt'], ['Trip/', 'Trip/b.txt']],
    ['mkdir', ['mkdir', 'myfiles/Trip/Day'], ['Trip/', 'Trip/Day/']],
    ['mkdir --parents', ['mkdir', '--parents', 'myfiles/Trip/Day'], ['Trip/', 'Trip/Day/']],
    ['list', ['list', 'myfiles/Trip'], ['Trip/']],
    ['move', ['move', 'myfiles/Trip', 'myfiles/Tour'], ['Tour/']],
    ['delete', ['delete', '--recursive', 'myfiles/Trip'], []],
  ])('a new folder: %s', async (_name, command, tree) => {
    await using cli = await begin();
    await cli.write('a.txt', 'a');
    expect(await cli.run(['mkdir', 'myfiles/Trip'])).toMatchObject({ code: 0 });
    expect(await cli.run(command)).toMatchObject({ code: 0, err: '' });
    expect(cli.service.drive.tree()).toEqual(tree);
  });

  test.each([
    ['download', ['download', 'myfiles/a.txt', '--to', 'Box'], ['a.txt']],
    ['move', ['move', 'myfiles/a.txt', 'myfiles/b.txt'], ['b.txt']],
    ['copy', ['copy', 'myfiles/a.txt', 'myfiles/b.txt'], ['a.txt', 'b.txt']],
    ['update', ['update', 'c.txt', 'myfiles/a.txt'], ['a.txt']],
    ['delete', ['delete', 'myfiles/a.txt'], []],
  ])('a new file: %s', async (_name, command, tree) => {
    await using cli = await begin();
    await cli.write('a.txt', 'a');
    await cli.write('c.txt', 'c');
    await cli.write('Box/d.txt', 'd');
    expect(await cli.run(['create', 'a.txt', 'myfiles'])).toMatchObject({ code: 0 });
    expect(await cli.run(command)).toMatchObject({ code: 0, err: '' });
    expect(cli.service.drive.tree()).toEqual(tree);
  });
});
