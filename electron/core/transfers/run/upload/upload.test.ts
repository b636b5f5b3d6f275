import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, symlink, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOf, createTransferRig } from '../../../testing/transfer-steps.ts';
import { defaultPieceBytes } from '../byte-ranges.ts';

const mebibyte = 1024 ** 2;

describe('a file that is uploaded', () => {
  const sizes = [
    0,
    1,
    4 * mebibyte - 1,
    4 * mebibyte,
    4 * mebibyte + 1,
    defaultPieceBytes - 1,
    defaultPieceBytes,
    defaultPieceBytes + 1,
    2 * defaultPieceBytes + 327_680,
    2 * defaultPieceBytes + 5,
  ];
  test.each(sizes)('T14 P19 of %i bytes arrives complete and verified', async (sizeBytes) => {
    await using rig = await createTransferRig();
    const content = bytesOf(sizeBytes);
    const [transfer] = await rig.upload([await rig.write('a.bin', content)]);
    expect(transfer).toMatchObject({
      state: 'done',
      outcome: 'created',
      finalName: 'a.bin',
      verified: true,
      failure: null,
      bytesDone: sizeBytes,
      bytesTotal: sizeBytes,
    });
    expect(rig.service.drive.bytes('a.bin').equals(content)).toBe(true);
    expect(transfer?.item).toEqual({
      driveId: rig.service.drive.id,
      itemId: rig.service.drive.idOf('a.bin'),
    });
    const pieces = sizeBytes <= 4 * mebibyte ? 0 : Math.ceil(sizeBytes / defaultPieceBytes);
    expect(rig.service.counters.count('PUT upload range')).toBe(pieces);
    expect(rig.service.counters.tally(/^PUT/).bytesIn).toBe(sizeBytes);
  });

  test('is shown in the open folder when its transfer is done', async () => {
    await using rig = await createTransferRig();
    const { accountId } = rig;
    const { viewId } = await rig.call('view.open', {
      accountId,
      place: 'myfiles',
      folder: null,
      sort: [],
      filter: '',
    });
    await rig.waitForEvent('view.changed', ({ freshness }) => freshness.state === 'fresh');
    await rig.upload([await rig.write('new.txt', 'text')]);
    const { rows } = await rig.call('view.rows', { viewId, from: 0, to: 10 });
    expect(rows.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([['new.txt', 4]]);
  });

  test.each(['personal', 'business', 'documentLibrary'] as const)(
    'T42 P32 P33 has one version on a %s drive, and keeps its time',
    async (driveType) => {
      await using rig = await createTransferRig({ driveType });
      const time = new Date('2020-02-03T04:05:06.789Z');
      const paths = [
        await rig.write('small.txt', 'small'),
        await rig.write('large.bin', bytesOf(5 * mebibyte)),
      ];
      for (const path of paths) await utimes(path, time, time);
      await rig.upload(paths);
      const { drive } = rig.service;
      for (const name of ['small.txt', 'large.bin'])
        expect(drive.find(name)?.rare?.versions ?? []).toHaveLength(0);
      const modifiedMs = (name: string) => drive.find(name)?.modifiedMs ?? 0;
      for (const name of ['small.txt', 'large.bin'])
        expect(Math.abs(modifiedMs(name) - time.getTime())).toBeLessThanOrEqual(1000);
      // That would be a second version on a work drive.
      if (driveType !== 'personal') expect(rig.service.counters.count('PATCH item')).toBe(0);
    },
  );

  test('T33 sends no token to the host of an upload session', async () => {
    await using rig = await createTransferRig();
    // That host answers 401 to a request with a token.
    const [transfer] = await rig.upload([await rig.write('a.bin', bytesOf(5 * mebibyte))]);
    expect(transfer?.state).toBe('done');
    expect(rig.service.counters.seen.filter(({ status }) => status === 401)).toEqual([]);
  });

  test('T41 P30 that SharePoint rewrites is stored once and isn’t reported as damaged', async () => {
    await using rig = await createTransferRig({
      driveType: 'documentLibrary',
      quirks: { rewritesOfficeFiles: true },
    });
    const [transfer] = await rig.upload([await rig.write('report.docx', bytesOf(5 * mebibyte))]);
    expect(transfer).toMatchObject({ state: 'done', outcome: 'created', verified: false, failure: null });
    expect(rig.service.drive.tree()).toEqual(['report.docx']);
    expect(rig.service.counters.count('PUT upload range')).toBe(1);
  });

  test('without a hash from the service is done but not verified', async () => {
    await using rig = await createTransferRig({ quirks: { noHashes: true } });
    const [transfer] = await rig.upload([await rig.write('a.txt', 'text')]);
    expect(transfer).toMatchObject({ state: 'done', verified: null });
  });

  test.each([
    ['T1', 'what?.txt', 'character', '?'],
    ['T3', 'CON.txt', 'reserved', 'CON'],
    ['T2', 'trailing.', 'endDot', null],
    ['T4', '~$report.docx', 'start', '~$'],
    ['T4', 'desktop.ini', 'reserved', 'desktop.ini'],
    ['T4', 'about_vti_history.txt', 'character', '_vti_'],
    ['T5', 'two\nlines', 'controlCharacter', null],
    ['T5', 'Smiles\u0081.mp3', 'controlCharacter', null],
    ['T6', 'chart\ufff3.txt', 'brokenCharacter', null],
  ])(
    '%s P36 named %j is refused before anything is sent, and another name is suggested',
    async (_case, name, rule, offending) => {
      await using rig = await createTransferRig();
      const [transfer] = await rig.upload([await rig.write(name, 'text')]);
      expect(transfer).toMatchObject({
        state: 'failed',
        failure: {
          code: 'badName',
          subject: name,
          facts: { rule, offending, suggestion: expect.stringMatching(/./) as unknown },
        },
      });
      expect(rig.service.counters.count(/^(PUT|POST)/)).toBe(0);
    },
  );

  test.each(['100%.txt', 'a#b + c & d.txt', "Adele's; file, (1).txt", 'Übung 世界 🌍.txt', '%46.txt'])(
    'T7 T8 P36 named %s keeps its name',
    async (name) => {
      await using rig = await createTransferRig();
      await rig.upload([await rig.write(name, 'text')]);
      expect(rig.service.drive.tree()).toEqual([name]);
    },
  );

  test('T8 with a decomposed name is uploaded with the composed name', async () => {
    await using rig = await createTransferRig();
    await rig.upload([await rig.write('Ubung.txt'.replace('U', 'U\u0308'), 'text')]);
    expect(rig.service.drive.tree()).toEqual(['Übung.txt']);
  });

  test('T15 above the service’s size limit is refused before anything is sent', async () => {
    await using rig = await createTransferRig();
    const path = await rig.write('huge.bin', '');
    await truncate(path, 250 * 1024 ** 3 + 1);
    const [transfer] = await rig.upload([path]);
    expect(transfer).toMatchObject({ state: 'failed', failure: { code: 'tooLarge', subject: 'huge.bin' } });
    expect(rig.service.counters.count(/^(PUT|POST)/)).toBe(0);
  });
});

async function changeDuring(sizeBytes: number, nth: number, change: (path: string) => Promise<unknown>) {
  const rig = await createTransferRig();
  const path = await rig.write('a.bin', bytesOf(sizeBytes));
  const held = rig.service.faults.hold({
    route: sizeBytes > 4 * mebibyte ? 'PUT upload range' : 'PUT content',
    nth,
  });
  const batchId = await rig.begin([path]);
  return { rig, path, batchId, held, change: () => change(path) };
}

describe('a source that changes', () => {
  test.each([
    ['grows', (path: string) => truncate(path, 40 * mebibyte), 'localFileChanged'],
    ['shrinks', (path: string) => truncate(path, 100), 'localFileChanged'],
    ['is touched', (path: string) => utimes(path, 1, 1), 'localFileChanged'],
    ['vanishes', (path: string) => rm(path), 'localFileMissing'],
    [
      'gives way to a link',
      async (path: string) => (await rm(path), await symlink('/etc/hostname', path)),
      'localFileChanged',
    ],
  ] as const)('T16 that %s during the upload leaves nothing behind', async (_what, change, code) => {
    const scene = await changeDuring(35 * mebibyte, 2, change);
    await using rig = scene.rig;
    await rig.until(scene.batchId, () => scene.held.struck > 0);
    await scene.change();
    scene.held.letGo();
    const [transfer] = await rig.settled(scene.batchId);
    expect(transfer).toMatchObject({ state: 'failed', failure: { code, subject: 'a.bin' } });
    expect(rig.service.drive.tree()).toEqual([]);
    expect(rig.service.counters.count('DELETE upload session')).toBe(1);
  });
});

describe('a folder that is uploaded', () => {
  test('T17 keeps its structure and its empty folders', async () => {
    await using rig = await createTransferRig();
    await rig.write('Trip/day 1/a.jpg', 'a');
    await rig.write('Trip/day 1/b.jpg', '');
    await rig.write('Trip/c.txt', 'c');
    await mkdir(join(rig.local, 'Trip/nothing/at all'), { recursive: true });
    const transfers = await rig.upload([join(rig.local, 'Trip')]);
    expect(rig.service.drive.tree()).toEqual([
      'Trip/',
      'Trip/c.txt',
      'Trip/day 1/',
      'Trip/day 1/a.jpg',
      'Trip/day 1/b.jpg',
      'Trip/nothing/',
      'Trip/nothing/at all/',
    ]);
    expect(transfers.map(({ name, path, outcome }) => `${path}/${name}: ${outcome}`).sort()).toEqual([
      'myfiles/Trip/c.txt: created',
      'myfiles/Trip/day 1/a.jpg: created',
      'myfiles/Trip/day 1/b.jpg: created',
      'myfiles/Trip/day 1: folderCreated',
      'myfiles/Trip/nothing/at all: folderCreated',
      'myfiles/Trip/nothing: folderCreated',
      'myfiles/Trip: folderCreated',
    ]);
  });

  test('is merged into an existing folder of that name', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('trip/old.txt', 'old');
    await rig.write('Trip/new.txt', 'new');
    const transfers = await rig.upload([join(rig.local, 'Trip')]);
    expect(rig.service.drive.tree()).toEqual(['trip/', 'trip/new.txt', 'trip/old.txt']);
    expect(transfers.map(({ outcome }) => outcome)).toEqual(['folderExisted', 'created']);
  });

  test('T12 whose name an existing file has is refused, and nothing of it is sent', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('Trip', 'a file');
    await rig.write('Trip/new.txt', 'new');
    const transfers = await rig.upload([join(rig.local, 'Trip')]);
    expect(transfers).toMatchObject([{ state: 'failed', failure: { code: 'nameExists', subject: 'Trip' } }]);
    expect(rig.service.drive.tree()).toEqual(['Trip']);
  });

  test('T20 T6 sends what it can, and names what it can’t', async () => {
    await using rig = await createTransferRig();
    await rig.write('Trip/a.txt', 'a');
    await rig.write('Trip/what?.txt', 'b');
    await rig.write('Trip/bad|folder/in.txt', 'c');
    await symlink('a.txt', join(rig.local, 'Trip/link'));
    await symlink('nowhere', join(rig.local, 'Trip/dangling'));
    execFileSync('mkfifo', [join(rig.local, 'Trip/pipe')]);
    execFileSync('sh', ['-c', 'printf x > "$(printf \'%s/Trip/broken\\377.txt\' "$1")"', 'sh', rig.local]);
    const transfers = await rig.upload([join(rig.local, 'Trip')]);
    expect(rig.service.drive.tree()).toEqual(['Trip/', 'Trip/a.txt']);
    const failed = transfers
      .filter(({ state }) => state === 'failed')
      .map(({ name, failure }) => `${name} ${failure?.code}`);
    expect(failed.sort()).toEqual([
      'bad|folder badName',
      'broken\ufffd.txt badName',
      'dangling localNotAFile',
      'link localNotAFile',
      'pipe localNotAFile',
      'what?.txt badName',
    ]);
  });

  test('T20 shows invalid items beside the valid ones they were chosen with', async () => {
    await using rig = await createTransferRig();
    const good = await rig.write('a.txt', 'a');
    await symlink('a.txt', join(rig.local, 'link.txt'));
    const transfers = await rig.upload([good, join(rig.local, 'link.txt')]);
    expect(transfers.map(({ name, state, failure }) => [name, state, failure?.code ?? null])).toEqual([
      ['a.txt', 'done', null],
      ['link.txt', 'failed', 'localNotAFile'],
    ]);
  });

  test('of many files sends few at a time', async () => {
    await using rig = await createTransferRig();
    for (let number = 0; number < 40; number += 1) await rig.write(`Many/${number}.txt`, String(number));
    let maxRunning = 0;
    let maxStarted = 0;
    const batchId = await rig.begin([join(rig.local, 'Many')]);
    await rig.settled(batchId);
    for (const { event, payload } of rig.events) {
      if (event !== 'transfers.changed') continue;
      const { transfers } = payload as { transfers: { state: string }[] };
      const count = (wanted: string) => transfers.filter(({ state }) => state === wanted).length;
      maxRunning = Math.max(maxRunning, count('running'));
      maxStarted = Math.max(maxStarted, count('running') + count('checking'));
    }
    expect(maxRunning).toBeLessThanOrEqual(4);
    expect(maxStarted).toBeLessThanOrEqual(8);
    expect(rig.service.drive.tree('Many')).toHaveLength(40);
    expect(await readdir(join(rig.local, 'Many'))).toHaveLength(40);
  });
});
