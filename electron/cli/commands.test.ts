import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Failure } from '../contract/errors.ts';
import { appId, appSecret } from '../core/testing/app-only-steps.ts';
import { commandNames } from './command-names.ts';
import { toTimeColumn } from './output/columns.ts';
import { createCliRig, createSampleCliRig } from './testing/cli-rig.ts';

const startAt = Date.UTC(2026, 4, 4, 10, 24);
const tty = { tty: true };
const never = (): void => {};
const when = toTimeColumn(new Date(startAt).toISOString());

describe('list', () => {
  test('prints a table on a terminal and a line of JSON per item otherwise', async () => {
    await using cli = await createSampleCliRig({ startAt });
    cli.service.drive.addFile('Finance/report.txt', 'x'.repeat(2_000));
    cli.service.drive.addFile('Finance/2026/a.txt', 'a');
    const words = await cli.run(['list', 'myfiles/Finance'], tty);
    expect(words).toMatchObject({ code: 0, err: '1 file, 1 folder, 2.0 KB\n' });
    expect(words.out).toBe(
      [
        '     Size  Modified          Name',
        `        –  ${when}  2026/`,
        `   2.0 KB  ${when}  report.txt`,
        '',
      ].join('\n'),
    );
    const lines = await cli.run(['list', '--recursive', 'myfiles/Finance']);
    expect(lines.err).toBe('');
    expect(lines.json).toMatchObject([
      { path: 'myfiles/Finance/2026', kind: 'folder' },
      { path: 'myfiles/Finance/report.txt', sizeBytes: 2_000 },
      { path: 'myfiles/Finance/2026/a.txt' },
    ]);
    const nested = await cli.run(['list', '-r', 'myfiles/Finance'], tty);
    expect(nested.out).toContain('2026/a.txt\n');
    expect((await cli.run(['ls', '--limit', '1', 'myfiles/Finance'])).json).toHaveLength(1);
  });

  test('marks control characters that would reverse the direction of a line', async () => {
    await using cli = await createSampleCliRig();
    cli.service.drive.addFile('invoice\u202efdp.exe', 'x');
    expect((await cli.run(['list'], tty)).out).toContain('invoice⟨U+202E⟩fdp.exe');
  });
});

const toFolderLines = (did: string): string => `${did}  myfiles/A\n${did}  myfiles/A/B\n`;

describe('create, update and save', () => {
  test('report what they did, on a terminal and in JSON', async () => {
    await using cli = await createSampleCliRig();
    await cli.write('a.txt', 'one');
    const created = await cli.run(['create', 'a.txt', 'myfiles'], tty);
    expect(created).toMatchObject({ code: 0, out: 'Created  myfiles/a.txt (3 bytes)\n' });
    expect(created.err).toContain('1 created, 3 bytes\n');
    const again = await cli.run(['create', 'a.txt', 'myfiles'], tty);
    expect(again).toMatchObject({ code: 4, out: '' });
    expect(again.err).toContain(
      'slipway: myfiles/a.txt: “a.txt” already exists here. Nothing was changed. Choose another name, or add --conflict replace, --conflict rename to keep both, or --conflict skip-same.\n',
    );
    await cli.write('a.txt', 'two');
    const saved = await cli.run(['save', 'a.txt', 'myfiles']);
    expect(saved.code).toBe(0);
    expect(saved.json).toMatchObject([
      { type: 'item', dryRun: false, path: 'myfiles/a.txt', outcome: 'updated', failure: null },
      { type: 'summary', created: 0, updated: 1, failed: 0, bytes: 3 },
    ]);
    expect(cli.service.drive.bytes('a.txt').toString()).toBe('two');
    const missing = await cli.run(['update', 'a.txt', 'myfiles/b.txt'], tty);
    expect(missing).toMatchObject({ code: 3, out: '' });
    expect(missing.err).toContain('Can’t find “b.txt” in myfiles.');
  });

  test('options may come before the command', async () => {
    await using cli = await createSampleCliRig();
    const other = join(cli.folder, 'other');
    expect(await cli.run(['--profile', other, '--json', 'list'], tty)).toMatchObject({ code: 5 });
    expect((await cli.run(['--json', 'accounts', 'list'], tty)).json).toHaveLength(1);
    expect((await cli.run(['--json', 'accounts', '--no-json'], tty)).out).toContain('alex@contoso.example');
  });

  test('exit with 7 on partial success', async () => {
    await using cli = await createSampleCliRig();
    cli.service.drive.addFile('a.txt', 'theirs');
    await cli.write('a.txt', 'mine');
    await cli.write('b.txt', 'new');
    const ran = await cli.run(['create', 'a.txt', 'b.txt', 'myfiles']);
    expect(ran.code).toBe(7);
    expect(ran.json).toMatchObject([{}, {}, { type: 'summary', created: 1, failed: 1 }]);
    expect(cli.service.drive.bytes('a.txt').toString()).toBe('theirs');
  });

  test('a dry run reports what it would do and sends nothing', async () => {
    await using cli = await createSampleCliRig();
    await cli.write('Trip/a.txt', 'a');
    const ran = await cli.run(['save', '-r', '--dry-run', 'Trip', 'myfiles'], tty);
    expect(ran.out).toBe('Would create folder  myfiles/Trip\nWould create  myfiles/Trip/a.txt (1 byte)\n');
    expect(ran.err).toContain('Nothing was done. It would be: 1 created, 1 folder made, 1 byte\n');
    expect(cli.service.counters.count(/^(PUT|POST|PATCH|DELETE) /)).toBe(0);
  });

  test('--parents tells each folder that it creates or would create, and creates none for a bad name', async () => {
    await using cli = await createSampleCliRig();
    cli.service.drive.addFile('a.txt', 'a');
    await cli.write('b.txt', 'b');
    for (const [command, verb] of [
      [['save', 'b.txt'], 'create'],
      [['move', 'myfiles/a.txt'], 'move'],
      [['copy', 'myfiles/a.txt'], 'copy'],
    ] as const) {
      const dry = await cli.run([...command, '--parents', '--dry-run', 'myfiles/A/B/'], tty);
      expect(dry.code).toBe(0);
      expect(dry.out).toMatch(new RegExp(`^${toFolderLines('Would create folder')}Would ${verb} `));
      expect(dry.err).toMatch(/ 1 (created|in place), 2 folders made/);
    }
    const bad = await cli.run(['save', '--parents', 'b.txt', 'myfiles/A/B/b?.txt'], tty);
    expect([bad.code, bad.out]).toEqual([1, '']);
    expect(cli.service.drive.tree()).toEqual(['a.txt']);
    const saved = await cli.run(['save', '--parents', 'b.txt', 'myfiles/A/B/'], tty);
    expect(saved.out).toBe(`${toFolderLines('Made folder')}Created  myfiles/A/B/b.txt (1 byte)\n`);
    expect(saved.err).toContain('1 created, 2 folders made, 1 byte\n');
  });

  test('T8 T9 move renames an item whose new name differs only in case or composition', async () => {
    await using cli = await createSampleCliRig();
    for (const path of ['F/b.txt', 'Ümlaut/a.txt', 'c d.txt']) cli.service.drive.addFile(path, 'x');
    const inPlace = async (...args: string[]) => (await cli.run(['move', ...args], tty)).out;
    expect(await inPlace('--dry-run', 'myfiles/F/b.txt', 'myfiles/f/B.txt')).toContain('→ myfiles/f/B.txt');
    expect(cli.service.drive.tree()).toContain('F/b.txt');
    await inPlace('myfiles/F/b.txt', 'myfiles/f/B.txt');
    await inPlace('--conflict', 'skip-same', 'myfiles/c d.txt', 'onedrive://C%20D.txt');
    await inPlace('myfiles/ümlaut', 'myfiles/U\u0308MLAUT');
    const tree = ['C D.txt', 'F/', 'F/B.txt', 'ÜMLAUT/', 'ÜMLAUT/a.txt'];
    expect(cli.service.drive.tree()).toEqual(tree);
    await inPlace('myfiles/F/B.txt', 'myfiles/f/B.txt');
    expect((await cli.run(['move', 'myfiles/f', 'myfiles/f/'], tty)).err).toContain('can’t go into itself');
    expect((await cli.run(['move', 'myfiles/f', 'myfiles/F'], tty)).err).toContain('can’t go into itself');
    expect(cli.service.drive.tree()).toEqual(tree);
  });

  test('a missing folder is named with what creates it, and a failure inside a folder with its path', async () => {
    await using cli = await createSampleCliRig();
    for (const path of ['A/one/CON', 'A/two/CON', 'A/two/fine.txt']) await cli.write(path, 'x');
    for (const args of [
      ['save', '--recursive', 'A', 'myfiles/New/'],
      ['mkdir', 'myfiles/New/B'],
    ])
      expect((await cli.run(args, tty)).err).toMatch(/Can’t find “New” in myfiles\. .* add --parents\.\n$/);
    const moved = await cli.run(['move', '--parents', 'myfiles/none', 'myfiles/New/'], tty);
    expect(moved.err).not.toContain('--parents');
    const saved = await cli.run(['save', '--recursive', 'A', 'myfiles'], tty);
    expect(saved.code).toBe(7);
    for (const folder of ['one', 'two'])
      expect(saved.err).toContain(`slipway: myfiles/A/${folder}/CON: “CON” can’t be used as a name.`);
  });

  test('identical files are skipped; different content is a conflict, resolved as requested', async () => {
    await using cli = await createSampleCliRig();
    await cli.write('a.txt', 'one');
    await cli.run(['save', 'a.txt', 'myfiles']);
    const same = await cli.run(['save', '--conflict', 'skip-same', 'a.txt', 'myfiles'], tty);
    expect(same).toMatchObject({ code: 0, out: 'Already there  myfiles/a.txt (3 bytes)\n' });
    await cli.write('a.txt', 'two');
    const differs = await cli.run(['save', '--conflict', 'skip-same', 'a.txt', 'myfiles'], tty);
    expect(differs.code).toBe(4);
    expect(differs.err).toContain('Its content is different. Add --conflict replace, or --conflict rename');
    const renamed = await cli.run(['save', '--conflict', 'rename', 'a.txt', 'myfiles'], tty);
    expect(renamed.out).toBe('Kept both  myfiles/a 1.txt (3 bytes)\n');
    expect((await cli.run(['save', '--conflict', 'sometimes', 'a.txt', 'myfiles'])).code).toBe(2);
  });

  test('a file whose name OneDrive gives no new file can be replaced, but not created', async () => {
    await using cli = await createSampleCliRig();
    cli.service.drive.addFile('aux.txt', 'first');
    cli.service.drive.addFile('Old/desktop.ini', 'first');
    await cli.write('aux.txt', 'second');
    await cli.write('Old/desktop.ini', 'second');
    await cli.write('Old/con.txt', 'new');
    expect(await cli.run(['update', 'aux.txt', 'myfiles'], tty)).toMatchObject({ code: 0 });
    expect(cli.service.drive.bytes('aux.txt').toString()).toBe('second');
    await cli.write('aux.txt', 'third');
    const planned = await cli.run(['save', '--dry-run', 'aux.txt', 'myfiles/aux.txt'], tty);
    expect(planned).toMatchObject({ code: 0 });
    expect(await cli.run(['save', 'aux.txt', 'myfiles/aux.txt'], tty)).toMatchObject({ code: 0 });
    expect(cli.service.drive.bytes('aux.txt').toString()).toBe('third');
    for (const options of [['--dry-run'], []])
      expect((await cli.run(['save', '--recursive', ...options, 'Old', 'myfiles'], tty)).err).toMatch(
        /^[^]*“con\.txt” can’t be used as a name(?![^]*desktop\.ini)/,
      );
    expect(cli.service.drive.bytes('Old/desktop.ini').toString()).toBe('second');
    const created = await cli.run(['create', 'aux.txt', 'myfiles'], tty);
    expect(created.err).toContain('“aux.txt” can’t be used as a name');
    const none = await cli.run(['save', 'aux.txt', 'myfiles/nul.txt'], tty);
    expect(none.err).toContain('“nul.txt” can’t be used as a name');
    expect(cli.service.drive.tree().filter((path) => /con|nul/.test(path))).toEqual([]);
  });

  test('stdin needs a name and is uploaded unchanged', async () => {
    await using cli = await createSampleCliRig();
    const bytes = new Uint8Array(3_000_000).fill(7);
    expect((await cli.run(['save', '-', 'myfiles/dump.bin'], { stdin: bytes })).code).toBe(0);
    expect(cli.service.drive.bytes('dump.bin').equals(bytes)).toBe(true);
    const nameless = await cli.run(['save', '-', 'myfiles'], { stdin: 'x' });
    expect(nameless.code).toBe(2);
    expect(nameless.err).toContain('needs a file name');
    expect((await cli.run(['save', '-', 'myfiles/New/'], { stdin: 'x' })).code).toBe(2);
    expect((await cli.run(['save', '-', 'a.txt', 'myfiles/b'], { stdin: 'x' })).code).toBe(2);
    expect(await readdir(join(cli.profile, 'offered')).catch(() => [])).toEqual([]);
  });
});

describe('download', () => {
  test('prints where the file is now', async () => {
    await using cli = await createSampleCliRig();
    cli.service.drive.addFile('a.txt', 'content');
    const ran = await cli.run(['download', '--to', '.', 'myfiles/a.txt'], tty);
    expect(ran).toMatchObject({
      code: 0,
      out: `Downloaded  myfiles/a.txt → ${join(cli.folder, 'a.txt')} (7 bytes)\n`,
    });
    expect((await cli.run(['download', '--to', '.', 'myfiles/a.txt'])).code).toBe(4);
    const replaced = await cli.run(['download', '--to', '.', '--conflict', 'replace', 'myfiles/a.txt']);
    expect(replaced.json).toMatchObject([{ outcome: 'downloaded' }, { downloaded: 1 }]);
    const kept = await cli.run(['download', 'myfiles/a.txt']);
    expect(kept.json[0]).toMatchObject({ localPath: expect.stringContaining(cli.profile) as string });
    const where = await cli.run(['where', 'myfiles/a.txt']);
    expect(where.json[0]).toMatchObject({ localPath: expect.stringContaining('a.txt') as string });
  });

  test('to stdout writes only the bytes of the file', async () => {
    await using cli = await createSampleCliRig();
    cli.service.drive.addFile('a.txt', 'content\nof the file');
    const ran = await cli.run(['download', '--to', '-', 'myfiles/a.txt']);
    expect(ran).toMatchObject({ code: 0, out: 'content\nof the file' });
    const none = await cli.run(['download', '--to', '-', 'myfiles/b.txt']);
    expect(none).toMatchObject({ code: 3, out: '' });
    expect(await readdir(join(cli.profile, 'offered'))).toEqual([]);
  });

  test('never writes a damaged file to stdout', async () => {
    await using cli = await createSampleCliRig();
    cli.service.drive.addFile('a.txt', 'content');
    cli.service.faults.add({ route: 'GET download', corrupt: true, times: Number.POSITIVE_INFINITY });
    expect(await cli.run(['download', '--to', '-', 'myfiles/a.txt'])).toMatchObject({ code: 1, out: '' });
  });
});

describe('delete, mkdir, check, sync and where', () => {
  test('count their results', async () => {
    await using cli = await createSampleCliRig();
    const { drive } = cli.service;
    expect((await cli.run(['mkdir', '-p', 'myfiles/A/B'], tty)).out).toBe(
      'Made folder  myfiles/A\nMade folder  myfiles/A/B\n',
    );
    expect((await cli.run(['mkdir', 'myfiles/A'])).code).toBe(4);
    expect((await cli.run(['mkdir', 'myfiles/C/D'])).code).toBe(3);
    drive.addFile('A/B/a.txt', 'aaa');
    await cli.write('A/B/a.txt', 'aab');
    await cli.write('A/mine.txt', 'm');
    const checked = await cli.run(['check', 'A', 'myfiles/A'], tty);
    expect(checked).toMatchObject({
      code: 1,
      err: '0 the same, 1 different, 1 only here, 0 only in OneDrive, 0 unreadable\n',
    });
    expect(checked.out.split('\n').sort()).toEqual(['', 'Different content  B/a.txt', 'Only here  mine.txt']);
    const synced = await cli.run(['sync', 'myfiles/A'], tty);
    expect(synced).toMatchObject({ code: 0, out: 'Up to date: myfiles/A, 1 file and 1 folder\n' });
    expect((await cli.run(['delete', 'myfiles/A'])).code).toBe(2);
    const dry = await cli.run(['delete', '-r', '--dry-run', 'myfiles/A'], tty);
    expect(dry).toMatchObject({
      code: 0,
      out: 'Would delete  myfiles/A\n',
      err: 'Nothing was done. It would be: 1 folder, with 1 file and 1 folder inside, 3 bytes\n',
    });
    const one = await cli.run(['delete', '--dry-run', 'myfiles/A/B/a.txt'], tty);
    expect(one.err).toBe('Nothing was done. It would be: 1 file, 3 bytes\n');
    const deleted = await cli.run(['delete', '-r', 'myfiles/A']);
    expect(deleted.json).toMatchObject([
      { type: 'deleted', path: 'myfiles/A' },
      { type: 'summary', folders: 1, filesInside: 1, foldersInside: 1, sizeBytes: 3, failed: [] },
    ]);
    expect(drive.tree()).toEqual([]);
  });

  test('a whole place can’t be moved, copied, or deleted', async () => {
    await using cli = await createSampleCliRig();
    cli.service.drive.addFile('A/a.txt', 'a');
    for (const args of [
      ['delete', 'myfiles'],
      ['delete', '--recursive', 'myfiles/A', 'shared'],
      ['move', 'myfiles/', 'myfiles/A'],
      ['copy', 'onedrive://', 'myfiles/A'],
    ]) {
      const ran = await cli.run(args, tty);
      expect([args, ran.code]).toEqual([args, 2]);
      expect(ran.err).toMatch(
        /“(myfiles|shared)” can’t be moved, copied, or deleted as a whole\. Nothing was changed\. Name/,
      );
    }
    expect(cli.service.drive.tree()).toEqual(['A/', 'A/a.txt']);
  });

  test('delete counts what is inside a folder that is named too only once', async () => {
    await using cli = await createSampleCliRig();
    for (const path of ['A/B/b.txt', 'A/a.txt', 'c.txt']) cli.service.drive.addFile(path, 'x');
    const named = ['myfiles/A/B/b.txt', 'myfiles/A/B', 'myfiles/A', 'myfiles/c.txt'];
    for (const [option, asks] of [
      ['--dry-run', 0],
      ['--json', 2],
    ] as const) {
      const { code, json } = await cli.run(['delete', '-r', option, ...named]);
      expect(code).toBe(0);
      const paths = (json as { path?: string }[]).flatMap(({ path }) => path ?? []);
      expect(paths.toSorted()).toEqual(named.toSorted());
      expect(json.at(-1)).toMatchObject({ files: 1, folders: 1, filesInside: 2, foldersInside: 1 });
      expect(cli.service.counters.count(/^DELETE /)).toBe(asks);
    }
    expect(cli.service.drive.tree()).toEqual([]);
  });

  test.skipIf(process.platform !== 'linux')(
    'check reports local files whose names OneDrive takes for one',
    async () => {
      await using cli = await createSampleCliRig();
      cli.service.drive.addFile('A/a.txt', 'x');
      for (const name of ['A.txt', 'a.txt', 'A.TXT']) await cli.write(`A/${name}`, 'x');
      const checked = await cli.run(['check', 'A', 'myfiles/A']);
      expect(checked.code).toBe(1);
      expect(checked.json).toHaveLength(3);
      expect(checked.json).toMatchObject(
        expect.arrayContaining([
          { type: 'difference', path: 'A.txt', state: 'onlyHere', by: null },
          { type: 'difference', path: 'A.TXT', state: 'onlyHere', by: null },
          { type: 'summary', same: 1, differing: 0, onlyHere: 2, onlyThere: 0, unreadable: 0 },
        ]),
      );
    },
  );

  test('check and download say which side has a file where a folder is needed', async () => {
    await using cli = await createSampleCliRig();
    cli.service.drive.addFile('theirs.txt', 'x');
    await cli.write('mine.txt', 'x');
    const here = await cli.run(['check', 'mine.txt', 'myfiles'], tty);
    expect(here.code).toBe(2);
    const sentence = 'slipway: “mine.txt” on this computer isn’t a folder. It was left as it is,';
    expect(here.err).toContain(sentence);
    const into = await cli.run(['download', '--to', 'mine.txt/', 'myfiles/theirs.txt'], tty);
    expect(into.code).toBe(2);
    expect(into.err).toContain(sentence);
    const asJson = await cli.run(['check', 'mine.txt', 'myfiles']);
    expect(JSON.parse(asJson.err)).toMatchObject({ code: 'localNotAFolder', subject: 'mine.txt' });
    expect(await readFile(join(cli.folder, 'mine.txt'), 'utf8')).toBe('x');
    const there = await cli.run(['check', '.', 'myfiles/theirs.txt'], tty);
    expect(there.code).toBe(2);
    expect(there.err).toContain('“theirs.txt” isn’t a folder.');
  });

  test('doctor reports what works and what doesn’t, and exits with 1 on a problem', async () => {
    await using cli = await createSampleCliRig();
    const words = await cli.run(['doctor', '--report', 'report.zip'], tty);
    expect(words.code).toBe(1);
    expect(words.out).toMatch(/^ok    Transfers survive a restart\.$/m);
    expect(words.out).toMatch(/^check The system has no keyring/m);
    expect(await readdir(cli.folder)).toContain('report.zip');
    const { json } = await cli.run(['doctor']);
    expect(json).toContainEqual({ name: 'keyring', isGood: false, count: 0 });
  });

  test('where also prints the folders of Slipway itself', async () => {
    await using cli = await createSampleCliRig();
    const { json } = await cli.run(['where']);
    expect(json).toEqual([{ profile: cli.profile, documentsFolder: join(cli.profile, 'documents') }]);
  });
});

test('mkdir creates the folders that it can, and names the others', async () => {
  await using cli = await createSampleCliRig();
  cli.service.drive.addFolder('There');
  const ran = await cli.run(
    ['mkdir', 'myfiles/One', 'myfiles/There', 'myfiles/No/Two', 'myfiles/Three'],
    tty,
  );
  expect(ran).toMatchObject({ code: 7, out: 'Made folder  myfiles/One\nMade folder  myfiles/Three\n' });
  expect(ran.err).toContain('“There” already exists here');
  expect(ran.err).toContain('Can’t find “No” in myfiles');
  expect(await cli.run(['mkdir', 'myfiles/There'])).toMatchObject({ code: 4 });
});

describe('accounts', () => {
  test('no account, an unknown account, and an ambiguous name each get their own message', async () => {
    await using cli = await createCliRig();
    const none = await cli.run(['list']);
    expect(none.code).toBe(5);
    expect(none.err).toContain('There is no account in this profile.');
    await cli.run(['accounts', 'add-sample']);
    const listed = await cli.run(['accounts'], tty);
    expect(listed.out).toMatch(/^alex@contoso\.example {2}Alex Sample {2}sample {2}ready {2}\S+\n$/);
    expect((await cli.run(['list', '--account', 'alex'])).code).toBe(0);
    const unknown = await cli.run(['list', '--account', 'dana']);
    expect(unknown.code).toBe(3);
    expect(unknown.err).toContain('There is no account “dana”. Accounts: alex@contoso.example.');
    expect((await cli.run(['list'], { environment: { SLIPWAY_ACCOUNT: 'dana' } })).code).toBe(3);
    expect((await cli.run(['accounts', 'remove', 'alex@contoso.example'])).code).toBe(0);
    expect((await cli.run(['accounts'])).out).toBe('');
  });

  test('an invalid line of an import file is explained in words, not by a code', async () => {
    await using cli = await createCliRig();
    await cli.write('accounts.yaml', 'tenants:\n  contoso:\n    cloud: mars\ncategories: {}\n');
    const ran = await cli.run(['accounts', 'import', '--dry-run', 'accounts.yaml'], tty);
    expect(ran.code).toBe(2);
    expect(ran.out).toMatch(/^Line 3: .*Enter global, usGovL4, usGovL5, or china\.$/m);
    expect(ran.out).not.toMatch(/badValue|missingField/);
    const { json } = await cli.run(['accounts', 'import', '--dry-run', 'accounts.yaml']);
    expect(json).toContainEqual(expect.objectContaining({ type: 'problem', problem: 'badValue', line: 3 }));
  });

  test('are separate for each profile', async () => {
    await using cli = await createSampleCliRig();
    expect((await cli.run(['accounts', '--profile', 'work'])).json).toEqual([]);
    expect((await cli.run(['accounts'], { environment: { SLIPWAY_PROFILE: 'work' } })).json).toEqual([]);
    expect((await cli.run(['accounts'])).json).toHaveLength(1);
    expect(await readdir(join(cli.profile, 'profiles'))).toEqual(['work']);
    const bad = await cli.run(['accounts', '--profile', '../other']);
    expect(bad.code).toBe(2);
    expect(bad.err).toContain('can’t be the name of a profile');
  });
});

describe('an unattended account', () => {
  test('is imported from a file that refers to its secret, and the secret is read each time', async () => {
    const domain = 'fabrikam.example';
    await using cli = await createCliRig({ driveType: 'business', tenants: [{ domain, people: 3 }] });
    cli.service.directory.register({
      clientId: appId,
      secrets: [appSecret],
      roles: ['Files.ReadWrite.All'],
    });
    const secret = await cli.write('secret', `${appSecret}\n`);
    await chmod(secret, 0o600);
    const lines = ['tenants:', '  fabrikam:', `    tenant: ${domain}`, `    client-id: ${appId}`];
    lines.push(`    secret: file:${secret}`, 'categories:', '  Backup:');
    for (const n of [1, 2]) lines.push(`    - User ${n}: fabrikam:user00${n}@${domain}`);
    await cli.write('accounts.yaml', `${lines.join('\n')}\n`);
    const dry = await cli.run(['accounts', 'import', '--dry-run', 'accounts.yaml'], tty);
    expect(dry).toMatchObject({
      code: 0,
      out: `Would add  user001@${domain}  User 1\nWould add  user002@${domain}  User 2\n`,
    });
    expect((await cli.run(['accounts'])).json).toEqual([]);
    const added = await cli.run(['accounts', 'import', 'accounts.yaml'], tty);
    expect(added.out).toBe(`Added  user001@${domain}  User 1\nAdded  user002@${domain}  User 2\n`);
    await cli.write('a.txt', 'a');
    const saved = await cli.run(['save', '--account', 'user002', 'a.txt', 'myfiles'], tty);
    expect(saved).toMatchObject({ code: 0, out: 'Created  myfiles/a.txt (1 byte)\n' });
    const two = await cli.run(['list', '--account', 'user00'], tty);
    expect(two.code).toBe(2);
    expect(two.err).toContain(
      `“user00” matches more than one account: user001@${domain}, user002@${domain}.`,
    );
    const several = await cli.run(['list'], tty);
    expect(several.code).toBe(2);
    expect(several.err).toContain('Choose one with --account');
    expect((await cli.run(['accounts', 'export'])).out).toContain(`secret: file:${secret}`);
    await rm(secret);
    const unreadable = await cli.run(['list', '--account', 'user001'], tty);
    expect(unreadable).toMatchObject({ code: 5, out: '' });
    expect(unreadable.err).not.toContain(appSecret);
  });
});

describe('transfers', () => {
  test.each([
    [
      ['--json'],
      /^\{"type":"paused","text":"[^"]+ Transfers are paused in Slipway\. To resume them: slipway transfers resume --all"\}\n/,
    ],
    [['--no-json'], /Transfers are paused in Slipway\. To resume them: slipway transfers resume --all\n/],
  ])('that wait because all are paused say so once without a terminal, too: %j', async (format, wanted) => {
    await using cli = await createSampleCliRig();
    await writeFile(join(cli.profile, 'settings.json'), JSON.stringify({ transfersHeld: true }));
    await cli.write('a.txt', 'text');
    let press: () => void = never;
    const stopped = await cli.run([...format, 'save', 'a.txt', 'myfiles'], {
      interrupt: (it) => (press = it),
      onError: (text) => /paused in Slipway/.test(text) && press(),
    });
    expect(stopped.code).toBe(130);
    expect(stopped.err).toMatch(wanted);
    expect(stopped.err.match(/paused in Slipway/g)).toHaveLength(1);
  });

  test('interrupted by Ctrl-C are kept, reported, and resumed', async () => {
    await using cli = await createSampleCliRig();
    const bytes = new Uint8Array(30 * 1024 * 1024).fill(3);
    await cli.write('big.bin', bytes);
    const held = cli.service.faults.hold({ route: 'PUT upload range', nth: 2 });
    let press: () => void = never;
    const running = cli.run(['save', 'big.bin', 'myfiles'], { ...tty, interrupt: (it) => (press = it) });
    await expect.poll(() => held.struck).toBe(1);
    press();
    held.letGo();
    const stopped = await running;
    expect(stopped.code).toBe(130);
    expect(stopped.err).toMatch(
      /slipway: Stopped\. 1 upload starts over when continued: without a keyring, .* To continue: slipway transfers resume\n$/,
    );
    expect(cli.service.drive.tree()).toEqual([]);
    const listed = await cli.run(['transfers'], tty);
    expect(listed.out).toMatch(
      /upload {2}queued {2}0 bytes \/ 30 MB {2}myfiles\/big\.bin {2}Restarted the upload: without a keyring, .*\n$/,
    );
    expect(cli.service.drive.tree()).toEqual([]);
    const resumed = await cli.run(['transfers', 'resume'], tty);
    expect(resumed).toMatchObject({ code: 0 });
    expect(resumed.out).toBe('1 transfer done, 0 failed, 0 left for you to decide\n');
    expect(cli.service.drive.bytes('big.bin').equals(bytes)).toBe(true);
    await cli.run(['transfers', 'clear']);
    expect((await cli.run(['transfers'])).json).toEqual([]);
  });

  test('interrupted before anything was sent are kept', async () => {
    await using cli = await createSampleCliRig();
    await cli.write('a.txt', 'text');
    const held = cli.service.faults.hold({ route: 'PUT content' });
    let press: () => void = never;
    const running = cli.run(['save', 'a.txt', 'myfiles'], { ...tty, interrupt: (it) => (press = it) });
    await expect.poll(() => held.struck).toBe(1);
    press();
    held.letGo();
    expect((await running).err).toMatch(
      /slipway: Stopped\. What has arrived is kept\. To continue: slipway transfers resume\n$/,
    );
  });

  test('interrupted while their list can’t be written are not said to be kept', async () => {
    await using cli = await createSampleCliRig();
    await rm(join(cli.profile, 'transfers.sqlite'), { force: true });
    await mkdir(join(cli.profile, 'transfers.sqlite'));
    await cli.write('a.txt', 'text');
    const held = cli.service.faults.hold({ route: 'PUT content' });
    let press: () => void = never;
    const running = cli.run(['save', 'a.txt', 'myfiles'], { ...tty, interrupt: (it) => (press = it) });
    await expect.poll(() => held.struck).toBe(1);
    press();
    held.letGo();
    expect((await running).err).toMatch(
      /slipway: Stopped\. .* can’t be continued\. Run the command again\.\n$/,
    );
    cli.bugs.length = 0;
  });

  test('that stay paused or fail are listed and counted as such, with the reason', async () => {
    const nothingDone = '0 transfers done, 0 failed, 0 left for you to decide\n';
    await using cli = await createSampleCliRig();
    await cli.write('a.txt', 'text');
    const held = cli.service.faults.hold({ route: 'PUT content', status: 503 });
    let press: () => void = never;
    const running = cli.run(['save', 'a.txt', 'myfiles'], { ...tty, interrupt: (it) => (press = it) });
    await expect.poll(() => held.struck).toBe(1);
    press();
    held.letGo();
    await running;
    await writeFile(join(cli.profile, 'settings.json'), JSON.stringify({ transfersHeld: true }));
    expect((await cli.run(['transfers'], tty)).out).toMatch(/a\.txt {2}Paused with all others\n$/);
    const allPaused = await cli.run(['transfers', 'resume'], tty);
    expect([allPaused.code, allPaused.out]).toEqual([1, nothingDone]);
    expect(allPaused.err).toContain(
      '1 transfer stays paused. Everything is paused in Slipway. To resume it: slipway transfers resume --all\n',
    );
    await rm(join(cli.profile, 'settings.json'));
    const pause = await cli.run(['accounts', 'pause', 'alex'], tty);
    expect(pause).toMatchObject({ code: 0, out: 'Paused alex@contoso.example\n' });
    expect((await cli.run(['accounts'], tty)).out).toContain('paused');
    const ofAccount = await cli.run(['transfers', 'resume'], tty);
    expect([ofAccount.code, ofAccount.out]).toEqual([1, nothingDone]);
    expect(ofAccount.err).toContain(
      '1 transfer stays paused. Paused accounts: alex@contoso.example. To resume them: slipway accounts resume\n',
    );
    const asJson = await cli.run(['transfers', 'resume']);
    expect(asJson.json).toMatchObject([
      { left: 0, paused: 1, allPaused: false, pausedAccountIds: [expect.any(String)] },
    ]);
    // So that it doesn't end before the command does.
    await writeFile(join(cli.profile, 'settings.json'), JSON.stringify({ transfersHeld: true }));
    const resumed = await cli.run(['accounts', 'resume', 'alex', 'alex'], tty);
    expect(resumed).toMatchObject({
      code: 0,
      out: 'Resumed alex@contoso.example\n',
      err: '1 transfer is unfinished. To continue: slipway transfers resume\n',
    });
    expect((await cli.run(['accounts', 'pause', 'nobody'])).code).toBe(3);
    cli.service.faults.add({ route: 'PUT content', status: 403, code: 'accessDenied' });
    const lifted = await cli.run(['transfers', 'resume', '--all'], tty);
    expect(lifted.out).toContain('0 transfers done, 1 failed');
    expect(JSON.parse(await readFile(join(cli.profile, 'settings.json'), 'utf8'))).toMatchObject({
      transfersHeld: false,
    });
    expect((await cli.run(['transfers'], tty)).out).toMatch(
      /failed .*a\.txt {2}OneDrive refused to add “a\.txt”/,
    );
  });

  test('a command without a window removes its transfers from the list', async () => {
    await using cli = await createSampleCliRig();
    await cli.write('a.txt', 'a');
    await cli.run(['save', 'a.txt', 'myfiles']);
    expect((await cli.run(['transfers'])).json).toEqual([]);
    const none = await cli.run(['transfers', 'cancel', 'abc'], tty);
    expect(none).toMatchObject({ code: 3, err: 'slipway: No transfer has the ID “abc”.\n' });
  });
});

describe('bad input', () => {
  test('gets a sentence that names it and its exit code, and changes nothing', async () => {
    await using cli = await createSampleCliRig();
    await cli.write('a.txt', 'a');
    await cli.write('con.txt', 'a');
    await mkdir(join(cli.folder, 'Folder'));
    await symlink('a.txt', join(cli.folder, 'link'));
    const cases: [args: string[], code: number, sentence: string][] = [
      [['list', 'elsewhere/x'], 2, 'Can’t find “elsewhere/x”'],
      [['save', 'a.txt', 'myfiles/No/a.txt'], 3, 'Can’t find “No” in myfiles'],
      [
        ['list', `myfiles/${'x'.repeat(5000)}`],
        2,
        'The path “myfiles/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” is too long.',
      ],
      [['mkdir', 'x'.repeat(5000)], 2, 'is too long. Nothing was done.'],
      [['save', 'x'.repeat(33_000), 'myfiles'], 2, 'is too long. Nothing was done.'],
      ...['delete', 'download', 'save', 'create', 'update', 'move', 'copy'].map(
        (name): [string[], number, string] => [
          [name, ...Array<string>(5001).fill('myfiles/a.txt'), 'myfiles'],
          2,
          'One command takes up to 5,000 paths. Nothing was done.',
        ],
      ),
      [
        ['save', 'a.txt', 'none.txt', 'myfiles'],
        3,
        'disk is connected. The other items weren’t touched either.',
      ],
      [['save', 'none.txt', 'myfiles'], 3, 'Can’t find “none.txt” on this computer'],
      [['save', 'a.txt', 'con.txt', 'myfiles'], 1, '“con.txt” can’t be used as a name'],
      [
        ['save', 'Folder', 'myfiles'],
        2,
        '“Folder” is a folder. Nothing was changed. Choose a file, or include the folder with everything in it: --recursive.',
      ],
      [
        ['update', 'Folder', 'myfiles'],
        2,
        '“Folder” is a folder. Nothing was changed. “update” only replaces files with files. To send a folder with everything in it: save --recursive.',
      ],
      [['update', '--recursive', 'Folder', 'myfiles'], 2, 'There is no option --recursive.'],
      [['update', '--parents', 'a.txt', 'myfiles/New/'], 2, 'There is no option --parents.'],
      [
        ['list', 'id:bad/x'],
        3,
        'Can’t find “id:bad/x”. It may have been deleted or moved in OneDrive. Check the path, link, or ID.',
      ],
      [['save', 'link', 'myfiles'], 1, '“link” isn’t a file or folder'],
      [['save', 'a.txt'], 2, 'Enter a destination'],
      [['save', 'a.txt', 'shared'], 2, 'Can’t find “shared”. Try a path such as'],
      [['save', 'x'.repeat(300), 'myfiles'], 3, 'on this computer'],
      [['download', '--recursive', '--to', 'a.txt', 'myfiles'], 2, '“a.txt” on this computer isn’t a folder'],
      [['download', '--to', 'nowhere/x', 'myfiles/a.txt'], 3, 'a.txt'],
      [
        ['download', '--recursive', '--to', 'nowhere/x', 'myfiles'],
        3,
        'Can’t find the folder “x” on this computer',
      ],
      [['doctor', '--report', 'nowhere/x.zip'], 3, 'Can’t find the folder “nowhere” on this computer'],
      [['accounts', 'import', 'none.yaml'], 3, 'Can’t find “none.yaml” on this computer'],
      [['list', '--limit', 'many'], 2, '“many” isn’t a number of items'],
      [['list', 'https://contoso.example/x'], 3, 'contoso.example'],
      [['open', 'myfiles'], 1, 'only its window can open things'],
      [['transfers', 'resume', '--nonsense'], 2, 'There is no option --nonsense.'],
      [
        ['transfers', 'rezume'],
        2,
        'Unexpected argument “rezume”. Put quotation marks around names with spaces.\nTo see how it works: slipway transfers list --help\n',
      ],
      [['lisst'], 2, 'slipway: There is no command “lisst”. Did you mean list?\n'],
      [['save'], 2, '“files” is missing.\nTo see how it works: slipway save --help'],
      [['list', '--limit'], 2, 'The option --limit <count> needs a value.'],
      [['list', 'a', 'b'], 2, 'Unexpected argument “b”.'],
      [['completion', 'tcsh'], 2, 'slipway: “tcsh” isn’t one of bash, zsh, fish, and powershell.\n'],
    ];
    for (const [args, code, sentence] of cases) {
      const ran = await cli.run(args, tty);
      expect([args, ran.code, ran.err.includes(sentence) ? sentence : ran.err]).toEqual([
        args,
        code,
        sentence,
      ]);
      expect(ran.out).toBe('');
    }
    expect(cli.service.drive.tree()).toEqual([]);
  });

  test('gets a line of JSON if a program reads it, even for wrong options', async () => {
    await using cli = await createSampleCliRig();
    const cases: [args: string[], terminal: boolean, title: string | null][] = [
      [['--json', 'list', '--bogus'], true, 'There is no option --bogus.'],
      [['list', '--limit', 'x', '--json'], true, '“x” isn’t a number of items.'],
      [['lisst', '--json'], true, 'There is no command “lisst”. Did you mean list?'],
      [['save'], false, '“files” is missing.'],
      [
        ['list', 'a', 'b\u202e'],
        false,
        'Unexpected argument “b⟨U+202E⟩”. Put quotation marks around names with spaces.',
      ],
      [['list', '--no-json', '--bogus'], false, null],
      [['list', '--bogus', '--', '--json'], true, null],
    ];
    for (const [args, terminal, title] of cases) {
      const { code, out, err } = await cli.run(args, { tty: terminal });
      expect([code, out]).toEqual([2, '']);
      if (title === null) expect(err).toMatch(/^slipway: There is no option --bogus\.\n/);
      else {
        expect(err.split('\n')).toHaveLength(2);
        const text = expect.stringMatching(/^To see how it works: slipway .*--help$/) as string;
        expect(JSON.parse(err)).toEqual({ type: 'failure', code: null, title, text });
      }
    }
  });

  test('among several paths leaves the others as they are', async () => {
    await using cli = await createSampleCliRig();
    cli.service.drive.addFile('a.txt', 'a');
    cli.service.drive.addFolder('B');
    const before = cli.service.drive.tree();
    for (const [name, ...to] of [['delete'], ['download'], ['move', 'myfiles/B'], ['copy', 'myfiles/B']]) {
      const ran = await cli.run([name ?? '', 'myfiles/a.txt', 'myfiles/none.txt', ...to], tty);
      expect(ran).toMatchObject({
        code: 3,
        out: '',
        err: 'slipway: Can’t find “none.txt” in myfiles. Check the spelling, or go to myfiles. The other items weren’t touched either.\n',
      });
    }
    const json = await cli.run(['delete', 'myfiles/a.txt', 'myfiles/none.txt']);
    expect(JSON.parse(json.err)).toMatchObject({
      code: 'pathNotFound',
      text: expect.stringContaining('The other items weren’t touched either.') as string,
    });
    expect((await cli.run(['delete', 'myfiles/none.txt'], tty)).err).not.toContain('other items');
    expect(cli.service.drive.tree()).toEqual(before);
    const twice = await cli.run([
      'delete',
      'myfiles/a.txt',
      `id:${cli.service.drive.id}/${cli.service.drive.idOf('a.txt')}`,
    ]);
    expect(twice.json).toMatchObject([
      { path: 'myfiles/a.txt' },
      { type: 'summary', files: 1, sizeBytes: 1 },
    ]);
  });

  test.runIf(process.platform === 'linux')(
    'a name that isn’t valid Unicode fails alone, in a dry run as in the upload, and in a comparison',
    async () => {
      await using cli = await createSampleCliRig();
      await cli.write('Folder/good.txt', 'good');
      await cli.write('Folder/con.txt', 'reserved');
      const folder = Buffer.from(join(cli.folder, 'Folder/'));
      await writeFile(Buffer.concat([folder, Buffer.from([0xff, 0x2e, 0x74])]), 'damaged');
      const failures = async (...more: string[]) =>
        (await cli.run(['save', '--recursive', ...more, 'Folder', 'myfiles'])).json
          .map((line) => line as { name?: string; outcome?: string; failure?: Failure | null })
          .filter(({ outcome }) => outcome === 'failed')
          .map(({ name, failure }) => `${name} ${failure?.code === 'badName' ? failure.facts.rule : null}`)
          .sort();
      const both = ['con.txt reserved', '\ufffd.t brokenCharacter'];
      expect(await failures('--dry-run')).toEqual(both);
      expect(await failures()).toEqual(both);
      expect(cli.service.drive.tree()).toEqual(['Folder/', 'Folder/good.txt']);
      expect((await cli.run(['check', 'Folder', 'myfiles/Folder'])).json).toMatchObject([
        { path: expect.stringMatching(/^(con\.txt|\ufffd\.t)$/) as string },
        { path: expect.stringMatching(/^(con\.txt|\ufffd\.t)$/) as string },
        { type: 'summary', same: 1, onlyHere: 1, unreadable: 1 },
      ]);
      // It has content, but no size.
      const system = await cli.run(['save', '/proc/cpuinfo', 'myfiles'], tty);
      expect(system.code).toBe(1);
      expect(system.err).toContain('changed while it was being read');
      expect(cli.service.drive.tree()).toEqual(['Folder/', 'Folder/good.txt']);
    },
  );

  test('a folder that disappears during a dry run fails alone', async () => {
    await using cli = await createSampleCliRig();
    for (const name of ['Folder/a/x.txt', 'Folder/b.txt']) await cli.write(name, 'text');
    cli.service.drive.addFolder('Folder/a');
    const held = cli.service.faults.hold({ route: /:\/a[?:]/ });
    const running = cli.run(['save', '--recursive', '--dry-run', 'Folder', 'myfiles']);
    await expect.poll(() => held.struck).toBe(1);
    await rm(join(cli.folder, 'Folder/a'), { recursive: true });
    held.letGo();
    const ran = await running;
    expect(ran.code).toBe(7);
    expect(ran.json).toContainEqual(
      expect.objectContaining({
        name: 'a',
        failure: expect.objectContaining({ code: 'localFileMissing' }) as Failure,
      }),
    );
    expect(ran.json).toContainEqual(expect.objectContaining({ name: 'b.txt', outcome: 'created' }));
  });

  test('a profile name that can’t be a folder is reported', async () => {
    await using cli = await createSampleCliRig();
    const file = await cli.write('file', '');
    // The system refuses folders in /proc as if the one above were missing.
    for (const profile of process.platform === 'linux' ? [file, '/proc/none/profile'] : [file]) {
      const ran = await cli.run(['list', '--profile', profile], tty);
      expect(ran.code).toBe(1);
      expect(ran.err).toContain(`Slipway can’t read or write the profile ${profile}.`);
    }
  });

  test('a service that throttles for too long ends a listing with 6', async () => {
    await using cli = await createSampleCliRig();
    cli.service.faults.add({
      route: /none\.txt/,
      status: 429,
      headers: { 'Retry-After': '4000' },
      times: Number.POSITIVE_INFINITY,
    });
    expect(await cli.run(['where', 'myfiles/Folder/none.txt'])).toMatchObject({ code: 6 });
  });
});

describe('an empty argument', () => {
  test('from an unset script variable counts as missing', async () => {
    await using cli = await createSampleCliRig();
    cli.service.drive.addFile('a.txt', 'a');
    expect(await cli.run(['accounts', 'remove', ''])).toMatchObject({ code: 3 });
    expect((await cli.run(['accounts'])).json).toHaveLength(1);
    await cli.write('big.bin', 'x'.repeat(25_000_000));
    const held = cli.service.faults.hold({ route: 'PUT upload range', nth: 2 });
    let press: () => void = never;
    const running = cli.run(['save', 'big.bin', 'myfiles'], { interrupt: (it) => (press = it) });
    await expect.poll(() => held.struck).toBe(1);
    press();
    held.letGo();
    const stopped = await running;
    expect([stopped.code, JSON.parse(stopped.err)]).toMatchObject([
      130,
      {
        code: 'cancelled',
        title: expect.stringContaining('To continue: slipway transfers resume') as string,
      },
    ]);
    for (const action of ['cancel', 'pause', 'retry'])
      expect(await cli.run(['transfers', action, '']), action).toMatchObject({ code: 3 });
    const [left] = (await cli.run(['transfers'])).json as { transferId: string; endedAt: string | null }[];
    expect(left?.endedAt).toBeNull();
    const id = left?.transferId ?? '';
    expect(await cli.run(['transfers', 'cancel', id, 'none'])).toMatchObject({ code: 3 });
    expect((await cli.run(['transfers', 'cancel', id])).json).toEqual([{ type: 'cancel', count: 1 }]);
    expect((await cli.run(['transfers', 'cancel'])).json).toEqual([{ type: 'cancel', count: 0 }]);
    for (const args of [
      ['list', ''],
      ['delete', '-r', ''],
      ['delete', ''],
      ['move', '', 'myfiles/b'],
      ['move', 'myfiles/a.txt', ''],
      ['save', '--recursive', '', 'myfiles'],
      ['save', 'big.bin', ''],
      ['download', '--to', '', 'myfiles/a.txt'],
      ['mkdir', 'myfiles/b', ''],
      ['check', '', 'myfiles'],
      ['where', ''],
    ])
      expect(await cli.run(args, tty), args.join(' ')).toMatchObject({
        code: 2,
        err: expect.stringContaining('A path is empty. Nothing was done.') as string,
      });
    expect(cli.service.drive.tree()).toEqual(['a.txt']);
    expect(await readdir(cli.folder)).toEqual(['big.bin']);
  });
});

test('“transfers retry” takes only what can succeed, by number and by name, and says what it left', async () => {
  await using cli = await createSampleCliRig();
  await writeFile(join(cli.profile, 'settings.json'), JSON.stringify({ transfersHeld: true }));
  await cli.write('a.txt', 'a');
  await cli.write('b.txt', 'b');
  let press: () => void = never;
  await cli.run(['save', 'a.txt', 'b.txt', 'myfiles'], {
    interrupt: (it) => (press = it),
    onError: (text) => /paused in Slipway/.test(text) && press(),
  });
  cli.service.faults.add({ route: 'PUT content', status: 403, code: 'malwareDetected' });
  cli.service.faults.add({ route: 'PUT content', nth: 2, status: 403, code: 'accessDenied' });
  await cli.run(['transfers', 'resume', '--all']);
  type Row = { transferId: string; failure: { code: string } };
  const rows = (await cli.run(['transfers'])).json as Row[];
  expect(rows.map(({ failure }) => failure.code).toSorted()).toEqual(['addRefused', 'malware']);
  const final = rows.find(({ failure }) => failure.code === 'malware')?.transferId ?? '';
  const said = '1 failed transfer can’t succeed by trying again. To see why: slipway transfers';
  const named = await cli.run(['transfers', 'retry', final], tty);
  expect([named.code, named.out.trim(), named.err.trim()]).toEqual([0, 'Nothing can be tried again', said]);
  const all = await cli.run(['transfers', 'retry'], tty);
  expect([all.code, all.out.trim(), all.err.trim()]).toEqual([0, 'Trying 1 transfer again', said]);
});

test('“transfers retry --to” sends what failed because of its folder to another one, and says what it left', async () => {
  await using cli = await createSampleCliRig();
  const { drive } = cli.service;
  drive.addFolder('Gone');
  drive.addFolder('Chosen');
  await writeFile(join(cli.profile, 'settings.json'), JSON.stringify({ transfersHeld: true }));
  for (const name of ['a.txt', 'b.txt', 'c.txt']) await cli.write(name, name);
  for (const names of [
    ['a.txt', 'b.txt', 'myfiles/Gone'],
    ['c.txt', 'myfiles'],
  ]) {
    let press: () => void = never;
    await cli.run(['save', ...names], {
      interrupt: (it) => (press = it),
      onError: (text) => /paused in Slipway/.test(text) && press(),
    });
  }
  drive.remove('Gone');
  cli.service.faults.add({ route: /c\.txt:\/content/, status: 403, code: 'malwareDetected' });
  await cli.run(['transfers', 'resume', '--all']);
  type Row = { transferId: string; name: string; failure: { code: string } };
  const rows = (await cli.run(['transfers'])).json as Row[];
  const code = (name: string) => rows.find((row) => row.name === name)?.failure.code;
  expect(['a.txt', 'b.txt', 'c.txt'].map(code)).toEqual(['folderGone', 'folderGone', 'malware']);

  const wrong = [
    ['myfiles/None', 3],
    ['', 2],
  ] as const;
  for (const [to, exit] of wrong)
    expect(await cli.run(['transfers', 'retry', '--to', to], tty), to).toMatchObject({ code: exit, out: '' });
  drive.addFile('file.txt', 'text');
  expect(await cli.run(['transfers', 'retry', '--to', 'myfiles/file.txt'], tty)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('“myfiles/file.txt” is not a folder. Nothing was done.') as string,
  });
  const done = await cli.run(['transfers', 'retry', '--to', 'myfiles/Chosen'], tty);
  expect([done.code, done.out.trim(), done.err.trim()]).toEqual([
    0,
    'Sending 2 transfers to myfiles/Chosen',
    '1 failed transfer doesn’t need another folder. To see why: slipway transfers',
  ]);
  await cli.run(['transfers', 'resume', '--all']);
  expect(drive.tree('Chosen')).toEqual(['a.txt', 'b.txt']);
});

describe('two items with the same name', () => {
  test('never overwrite each other: nothing is done', async () => {
    await using cli = await createSampleCliRig();
    const { drive } = cli.service;
    for (const path of ['A/x.txt', 'B/X.txt']) {
      await cli.write(path, `here ${path}`);
      drive.addFile(path, `there ${path}`);
    }
    drive.addFolder('To');
    await cli.write('To/other', '');
    for (const args of [
      ['save', 'A/x.txt', 'B/X.txt', 'myfiles/To'],
      ['save', '--dry-run', 'A/x.txt', 'B/X.txt', 'myfiles/To'],
      ['move', '--conflict', 'replace', 'myfiles/A/x.txt', 'myfiles/B/X.txt', 'myfiles/To'],
      ['download', '--conflict', 'replace', '--to', 'To', 'myfiles/A/x.txt', 'myfiles/B/X.txt'],
      ['download', '--to', 'To', 'myfiles/A/x.txt', 'myfiles/B/X.txt'],
    ])
      expect(await cli.run(args, tty), args.join(' ')).toMatchObject({ code: 4, out: '' });
    expect(drive.tree()).toEqual(['A/', 'A/x.txt', 'B/', 'B/X.txt', 'To/']);
    expect(await readdir(join(cli.folder, 'To'))).toEqual(['other']);
    expect(await cli.run(['save', '--conflict', 'rename', 'A/x.txt', 'B/X.txt', 'myfiles/To'])).toMatchObject(
      { code: 0 },
    );
    expect(drive.tree('To')).toHaveLength(2);
  });
});

test('a dumb terminal gets no line that would have to be erased', async () => {
  await using cli = await createSampleCliRig();
  await cli.write('a.bin', new Uint8Array(1_000_000));
  const save = (name: string, environment: Record<string, string>) =>
    cli.run(['save', 'a.bin', `myfiles/${name}`], { ...tty, environment });
  expect((await save('a.bin', { TERM: 'xterm' })).err).toContain('\u001b[K');
  expect((await save('b.bin', { TERM: 'dumb' })).err).not.toContain('\u001b');
});

test('offline, and without a sign-in, a command says to run it again: nothing continues by itself', async () => {
  await using cli = await createSampleCliRig();
  await cli.write('a.txt', 'a');
  cli.service.faults.add({ route: 'GET item', status: 401, code: 'InvalidAuthenticationToken', times: 9 });
  cli.service.faults.add({
    route: 'GET children',
    status: 401,
    code: 'InvalidAuthenticationToken',
    times: 9,
  });
  const list = await cli.run(['list', 'myfiles'], tty);
  expect(list.code).toBe(5);
  expect(list.err).toMatch(/The account’s sign-in has expired\. .* run the command again\.\n$/);
  await cli.service.close();
  const saved = await cli.run(['save', 'a.txt', 'myfiles/b.txt'], tty);
  expect(saved.code).toBe(1);
  expect(saved.err).toMatch(/You’re offline\. .* Run the command again once you’re connected\.\n$/);
  // The sample drive couldn't be opened.
  cli.bugs.length = 0;
});

describe('a closed stream', () => {
  test('stderr doesn’t stop the command from finishing its work', async () => {
    await using cli = await createSampleCliRig();
    await cli.write('a.txt', 'a');
    const ran = await cli.run(['save', 'a.txt', 'myfiles'], { tty: true, failing: { stderr: 'EPIPE' } });
    expect(ran.code).toBe(0);
    expect(cli.service.drive.bytes('a.txt').toString()).toBe('a');
  });

  test('stdout ends a listing without an error', async () => {
    await using cli = await createSampleCliRig();
    cli.service.drive.addFile('a.txt', 'a');
    expect(await cli.run(['list'], { failing: { stdout: 'EPIPE' } })).toMatchObject({ code: 0, err: '' });
  });

  test('a full disk behind stdout is a failure, so that no script takes a part for the whole', async () => {
    await using cli = await createSampleCliRig();
    cli.service.drive.addFile('a.txt', 'a');
    await cli.write('b.txt', 'b');
    for (const args of [
      ['list'],
      ['download', '--to', '-', 'myfiles/a.txt'],
      ['save', 'b.txt', 'myfiles'],
      ['accounts', 'export'],
    ]) {
      const ran = await cli.run(args, { failing: { stdout: 'ENOSPC' } });
      expect([args, ran.code]).toEqual([args, 1]);
      expect(JSON.parse(ran.err)).toMatchObject({
        title: expect.stringContaining('could not be written completely: the disk is full.') as string,
      });
    }
    for (const args of [['completion', 'bash'], ['--help'], []])
      expect(await cli.run(args, { failing: { stdout: 'ENOSPC' } })).toMatchObject({
        code: 1,
        err: expect.stringContaining('could not be written completely: the disk is full.') as string,
      });
    expect(cli.service.drive.bytes('b.txt').toString()).toBe('b');
  });

  test.skipIf(process.platform === 'win32')('names that steer a terminal are shown with marks', async () => {
    await using cli = await createSampleCliRig();
    const name = 'a\u001b[2J\nb.txt';
    await cli.write(name, 'a');
    for (const args of [
      ['save', name, 'myfiles'],
      ['save', 'none\u001b[2J', 'myfiles'],
      ['list', 'myfiles/\u001b[2J'],
      ['list', '-a', '\u001b[2J'],
      ['check', name, 'myfiles'],
      ['download', '--to', '\u001b[2J/', 'myfiles/none'],
      ['save', '-', 'myfiles/\u001b[2J/'],
      ['list', '--limit', '\u001b[2J'],
      ['list', '--profile', '\u001b[2J'],
      ['move', 'myfiles/\u001b[2J', 'myfiles/b'],
    ]) {
      const ran = await cli.run(args, { ...tty, stdin: '' });
      expect([args, ran.code === 0, (ran.err + ran.out).includes('\u001b[2J')]).toEqual([args, false, false]);
    }
  });
});

describe('help', () => {
  test('covers every command and option', async () => {
    await using cli = await createCliRig();
    const { out } = await cli.run(['--help'], tty);
    const names = [...out.matchAll(/^ {2}([a-z]+)[ |]/gm)].map(([, name]) => name);
    expect(names).toEqual(
      'list create update save download move copy delete mkdir check sync where open accounts transfers doctor completion help'.split(
        ' ',
      ),
    );
    for (const name of names.filter((each) => each !== 'help'))
      expect((await cli.run([name ?? '', '--help'], tty)).out, name).toMatch(
        /^Usage: slipway [\s\S]+Options:/,
      );
    const called = [...out.matchAll(/^ {2}([a-z]+)(?:\|([a-z]+))? /gm)].flatMap(([, name, alias]) => [
      name,
      alias,
    ]);
    expect(called.filter((name) => name !== undefined)).toEqual(commandNames);
    const own = await cli.run(['save', '--help'], tty);
    expect(own.out).toContain('Examples:\n  slipway save report.pdf');
    expect((await cli.run(['--version'])).out).toBe('1.2.3\n');
    expect((await cli.run([])).out).toContain('Usage:');
    expect(await cli.run(['lst'])).toMatchObject({ code: 2 });
  });

  test('and the README has a line for every command', async () => {
    await using cli = await createCliRig();
    const { out } = await cli.run(['--help'], tty);
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    for (const [, name] of out.matchAll(/^ {2}([a-z]+)[ |]/gm))
      if (name !== 'help') expect(readme).toContain(`slipway ${name}`);
  });
});
