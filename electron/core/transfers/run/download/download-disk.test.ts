import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createUndiciHttp } from '../../../graph/undici-http.ts';
import { filesOf, inMyFiles } from '../../../testing/download-steps.ts';
import { bytesOf, createTransferRig } from '../../../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;
const forHangs = { timeout: 60_000 };

describe('a file that is downloaded', () => {
  test('twice at the same time exists once, and both downloads finish', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'text');
    const stop = rig.service.faults.hold({ route: 'GET download', times: 2 });
    const batchIds = [await rig.beginDownload(['a.txt']), await rig.beginDownload(['a.txt'])];
    await rig.until(batchIds[1]!, () => stop.struck === 2);
    stop.letGo();
    for (const batchId of batchIds)
      expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', finalName: 'a.txt' }]);
    expect(await filesOf(rig)).toEqual(['a.txt']);
    expect(await rig.call('documents.list', {})).toHaveLength(1);
  });

  test('T39 that doesn’t fit on the disk is refused, and nothing is left', async () => {
    await using rig = await createTransferRig({ quirks: { noHashes: true } });
    rig.service.drive.addFile('a.bin', 'small');
    rig.service.drive.misreport('a.bin', 2 ** 52);
    expect(await rig.download(['a.bin'])).toMatchObject([
      { state: 'failed', failure: { code: 'diskFull', subject: 'a.bin' } },
    ]);
    expect(await filesOf(rig)).toEqual([]);
  });

  test('T69 whose folder can’t be created reports it, and arrives once it can', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'text');
    await writeFile(rig.documents, 'a file where the folder should be');
    const [transfer] = await rig.download(['a.txt']);
    expect(transfer).toMatchObject({ state: 'failed', failure: { code: 'diskDenied', subject: 'a.txt' } });
    await rm(rig.documents);
    await rig.call('transfers.retry', { transferIds: [transfer!.transferId] });
    expect(await rig.settled(transfer!.batchId)).toMatchObject([{ state: 'done' }]);
  });

  test('T69 whose folder is removed meanwhile reports it, and arrives on retry', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'text');
    const stop = rig.service.faults.hold({ route: 'GET download' });
    const batchId = await rig.beginDownload(['a.txt']);
    await rig.until(batchId, () => stop.struck > 0);
    await rm(rig.documents, { recursive: true });
    stop.letGo();
    const [transfer] = await rig.settled(batchId);
    expect(transfer).toMatchObject({ state: 'failed', failure: { code: 'localFileMissing' } });
    await rig.call('transfers.retry', { transferIds: [transfer!.transferId] });
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', verified: true }]);
  });

  test('that is canceled leaves nothing', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', Buffer.from(bytesOf(3 * mebibyte)));
    const fault = { route: 'GET download', cutAfterBytes: mebibyte };
    rig.service.faults.add(fault);
    const stop = rig.service.faults.hold({ route: 'GET download', nth: 2 });
    const batchId = await rig.beginDownload(['a.bin']);
    const { transferId } = await rig.until(batchId, () => stop.struck > 0);
    expect(await filesOf(rig)).toHaveLength(1);
    await rig.call('transfers.cancel', { transferIds: [transferId] });
    stop.letGo();
    expect(await rig.of(batchId)).toMatchObject([{ state: 'cancelled' }]);
    expect(await filesOf(rig)).toEqual([]);
  });

  test('in a batch of many leaves no partial file if the batch is paused and then canceled', async () => {
    await using rig = await createTransferRig();
    await rig.call('settings.change', { filesAtOnce: 1 });
    rig.service.drive.addFile('a.bin', Buffer.from(bytesOf(3 * mebibyte)));
    const names = Array.from({ length: 12 }, (_, number) => `${number}.txt`);
    for (const name of names) rig.service.drive.addFile(name, name);
    rig.service.faults.add({ route: 'GET download', cutAfterBytes: mebibyte });
    const stop = rig.service.faults.hold({ route: 'GET download', nth: 2 });
    const batchId = await rig.beginDownload(['a.bin', ...names]);
    await rig.until(batchId, () => stop.struck > 0);
    await rig.call('transfers.pause', { batchId });
    const parts = async () => (await filesOf(rig)).filter((name) => name.endsWith('.part'));
    expect(await parts()).toHaveLength(1);
    await rig.call('transfers.cancel', { batchId });
    stop.letGo();
    expect((await rig.of(batchId)).filter(({ state }) => state === 'cancelled').length).toBeGreaterThan(8);
    expect(await parts()).toEqual([]);
  });

  test('leaves a partial file only after a crash, and the next start removes it, but no file that only has such a name', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.bin', Buffer.from(bytesOf(3 * mebibyte)));
    const stop = rig.service.faults.hold({ route: 'GET download' });
    const batchId = await rig.beginDownload(['a.bin']);
    await rig.until(batchId, () => stop.struck > 0);
    await expect.poll(() => filesOf(rig), forHangs).toHaveLength(1);
    const [part = ''] = await filesOf(rig);
    await rig.call('transfers.cancel', { batchId });
    stop.letGo();
    await mkdir(inMyFiles(rig), { recursive: true });
    await writeFile(inMyFiles(rig, part), 'half');
    await writeFile(inMyFiles(rig, '.slipway-0123456789abcdef.part'), 'not ours');
    await rig.restart();
    await expect.poll(() => filesOf(rig), forHangs).toEqual(['.slipway-0123456789abcdef.part']);
  });

  test('named like a partial file is still there after a restart', async () => {
    await using rig = await createTransferRig();
    const name = '.slipway-0123456789abcdef.part';
    rig.service.drive.addFile(name, 'text');
    const [transfer] = await rig.download([name]);
    expect(transfer).toMatchObject({ state: 'done', verified: true, name });
    await rig.restart();
    await rig.call('transfers.list', {});
    expect(await readFile(inMyFiles(rig, transfer?.finalName ?? ''), 'utf8')).toBe('text');
    expect(await rig.call('documents.list', {})).toMatchObject([{ state: 'present' }]);
  });

  test.each(['..\\..\\evil.exe', 'C:evil.exe', 'con.txt', 'two\nlines.txt', 'trailing. ', 'gpj.\u202eexe'])(
    'named %j by the service gets a harmless name inside the documents folder',
    async (name) => {
      await using rig = await createTransferRig({
        adjust: (ports) => {
          // The sample service has no such names, so the responses are altered.
          const http = createUndiciHttp();
          const hostile = JSON.stringify(name).slice(1, -1).replaceAll('$', '$$$$');
          ports.http = {
            close: () => http.close(),
            async request(request) {
              const response = await http.request(request);
              return {
                ...response,
                text: async () => (await response.text()).replaceAll('placeholder.bin', hostile),
                discard: () => response.discard(),
              };
            },
          };
        },
      });
      rig.service.drive.addFile('placeholder.bin', 'text');
      const [transfer] = await rig.download(['placeholder.bin']);
      expect(transfer).toMatchObject({ state: 'done', name });
      const [file, ...others] = await filesOf(rig);
      expect(others).toEqual([]);
      expect(file).toBe(transfer?.finalName);
      expect(file).not.toMatch(/[\\/:\n\u202e]|^con\b|[. ]$/);
      expect(await readFile(inMyFiles(rig, file ?? ''), 'utf8')).toBe('text');
    },
  );
});
