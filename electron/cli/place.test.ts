import { expect, test } from 'vitest';
import { createSampleCliRig } from './testing/cli-rig.ts';

const tty = { tty: true };

test('move takes a folder, a name, or both, and reports what it did or would do', async () => {
  await using cli = await createSampleCliRig();
  const { drive } = cli.service;
  for (const name of ['a.txt', 'b.txt', 'In/c.txt']) drive.addFile(name, name);
  drive.addFolder('To');
  expect(
    await cli.run(['move', '--dry-run', 'myfiles/a.txt', 'myfiles/In', 'myfiles/To'], tty),
  ).toMatchObject({
    code: 0,
    out: 'Would move  myfiles/a.txt → myfiles/To/a.txt (5 bytes)\nWould move  myfiles/In → myfiles/To/In\n',
    err: 'Nothing was done. It would be: 2 in place\n',
  });
  expect(drive.tree('To')).toEqual([]);
  expect(await cli.run(['mv', 'myfiles/a.txt', 'myfiles/In', 'myfiles/To'], tty)).toMatchObject({
    code: 0,
    out: 'Moved  myfiles/a.txt → myfiles/To/a.txt\nMoved  myfiles/In → myfiles/To/In\n',
  });
  expect(await cli.run(['move', '--parents', 'myfiles/b.txt', 'myfiles/New/c.txt'])).toMatchObject({
    code: 0,
    json: [
      { type: 'item', outcome: 'folderCreated', path: 'myfiles/New' },
      { type: 'item', outcome: 'moved', from: 'myfiles/b.txt', path: 'myfiles/New/c.txt' },
      { type: 'summary', placed: 1, folders: 1, failed: 0 },
    ],
  });
  expect((await cli.run(['move', 'myfiles/To/a.txt', 'myfiles/To/renamed.txt'])).code).toBe(0);
  expect(drive.tree()).toEqual(['New/', 'New/c.txt', 'To/', 'To/In/', 'To/In/c.txt', 'To/renamed.txt']);
});

test('copy doesn’t ask about name conflicts: --conflict decides', async () => {
  await using cli = await createSampleCliRig();
  const { drive } = cli.service;
  drive.addFile('a.txt', 'mine');
  drive.addFile('To/a.txt', 'other');
  const copy = (...more: string[]) => cli.run(['copy', ...more, 'myfiles/a.txt', 'myfiles/To'], tty);
  const refused = await copy();
  expect(refused).toMatchObject({ code: 4, out: '' });
  expect(refused.err).toContain('slipway: myfiles/To/a.txt: “a.txt” already exists here.');
  expect((await copy('--conflict', 'skip-same')).code).toBe(4);
  expect(await copy('--conflict', 'rename')).toMatchObject({
    code: 0,
    out: 'Kept both  myfiles/a.txt → myfiles/To/a 1.txt\n',
  });
  expect(drive.bytes('To/a.txt').toString()).toBe('other');
  expect((await copy('--dry-run', '--conflict', 'replace')).out).toBe(
    'Would update  myfiles/a.txt → myfiles/To/a.txt (4 bytes)\n',
  );
  expect((await copy('--conflict', 'replace')).code).toBe(0);
  expect(drive.bytes('To/a.txt').toString()).toBe('mine');
  expect((await copy('--conflict', 'skip-same')).out).toBe(
    'Already there  myfiles/a.txt → myfiles/To/a.txt (4 bytes)\n',
  );
});

test('items from another drive are transferred through this computer, and the size is reported', async () => {
  await using cli = await createSampleCliRig();
  const dana = cli.service.driveOf('dana@contoso.example');
  dana.addFile('Plans/In/a.txt', 'a plan');
  dana.share('Plans', 'write');
  const copied = await cli.run(['copy', 'shared/Plans/In', 'myfiles/Mine'], tty);
  expect(copied.out).toBe(
    'Made folder  shared/Plans/In → myfiles/Mine\nCopied  shared/Plans/In/a.txt → myfiles/Mine/a.txt (6 bytes)\n',
  );
  expect(copied.err).toContain(
    'OneDrive can’t do this between two drives: 6 bytes are downloaded and uploaded.',
  );
  const { drive } = cli.service;
  expect(drive.bytes('Mine/a.txt').toString()).toBe('a plan');
  expect((await cli.run(['move', 'myfiles/Mine/a.txt', 'shared/Plans/In/b.txt'])).code).toBe(0);
  expect([dana.bytes('Plans/In/b.txt').toString(), drive.tree()]).toEqual(['a plan', ['Mine/']]);
  // Items that others share can't be moved.
  expect((await cli.run(['move', 'shared/Plans', 'myfiles'], tty)).err).toContain('OneDrive can’t do that');
});

test('an invalid target sets the exit code and changes nothing', async () => {
  await using cli = await createSampleCliRig();
  cli.service.drive.addFile('In/deep/a.txt', 'a');
  const codeOf = async (...args: string[]) => (await cli.run(args, tty)).code;
  expect(await codeOf('move', 'myfiles/In')).toBe(2);
  expect(await codeOf('move', 'myfiles/none.txt', 'myfiles/In')).toBe(3);
  expect(await codeOf('copy', 'myfiles/In/deep/a.txt', 'myfiles/none/a.txt')).toBe(3);
  expect(await codeOf('move', 'myfiles/In', 'myfiles/In/deep')).toBe(1);
  expect(await codeOf('copy', '--to-account', 'dana', 'myfiles/In', 'myfiles')).toBe(3);
  expect(cli.service.drive.tree()).toEqual(['In/', 'In/deep/', 'In/deep/a.txt']);
});
