import { rename, rm, stat, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { crashFilter } from '../testing/crash-filter.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import { addSample, openListed } from '../testing/steps.ts';

const createCrashingRig = (): Promise<Rig> =>
  createRig({
    adjust: (ports) => (ports.indexWorker = new URL('../testing/crashing-index-worker.ts', import.meta.url)),
  });

const crash = (rig: Rig, accountId: string) =>
  rig.failure('view.open', { accountId, place: 'myfiles', folder: null, sort: [], filter: crashFilter });

const codes = async (rig: Rig) => (await rig.call('profile.notices', {})).map(({ code }) => code);

describe('an index worker that crashes', () => {
  test('is restarted, and open views stay open', async () => {
    await using rig = await createCrashingRig();
    const accountId = await addSample(rig);
    const { viewId, head } = await openListed(rig, { accountId });
    for (let times = 0; times < 5; times += 1) {
      expect(await crash(rig, accountId)).toMatchObject({ code: 'indexLost' });
      const { rows } = await rig.call('view.rows', { viewId, from: 0, to: 500 });
      expect(rows).toHaveLength(head.count);
      expect(await rig.call('storage.summary', {})).toMatchObject({ index: { count: expect.any(Number) } });
    }
  });

  test('stays ended after repeated crashes, which isn’t a bug, and everything can still be erased', async () => {
    await using rig = await createCrashingRig();
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    for (let times = 0; times < 12; times += 1)
      expect(await crash(rig, accountId)).toMatchObject({ code: 'indexLost' });
    expect(await rig.failure('view.rows', { viewId, from: 0, to: 10 })).toMatchObject({ code: 'indexLost' });
    await rig.call('storage.forgetEverything', { includeDocuments: true });
    expect(await rig.call('accounts.list', {})).toEqual([]);
    await expect(stat(join(rig.userData, 'index', `${accountId}.sqlite`))).rejects.toThrow('ENOENT');
    await expect(stat(join(rig.userData, 'accounts.json'))).rejects.toThrow('ENOENT');
  });
});

describe('an index that can’t be written', () => {
  test('stays in memory, is reported, and its folders work', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    const { head } = await openListed(rig, { accountId });
    await rig.core.close();
    await rename(join(rig.userData, 'index'), join(rig.userData, 'elsewhere'));
    await writeFile(join(rig.userData, 'index'), '');
    await rig.restart();
    const again = await openListed(rig, { accountId });
    expect(again.head.count).toBe(head.count);
    expect(await rig.call('profile.notices', {})).toMatchObject([
      { code: 'indexInMemory', facts: { disk: 'denied' } },
    ]);
    await rig.call('storage.forgetEverything', { includeDocuments: true });
    expect(await rig.call('accounts.list', {})).toEqual([]);
    expect(await codes(rig)).toEqual([]);
    await rm(join(rig.userData, 'index'), { recursive: true, force: true });
  });

  test('for one account is left alone on the disk', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    await openListed(rig, { accountId });
    await rig.core.close();
    const file = join(rig.userData, 'index', `${accountId}.sqlite`);
    await rename(file, `${file}.elsewhere`);
    await mkdir(file);
    await rig.restart();
    await openListed(rig, { accountId });
    expect(await codes(rig)).toEqual(['indexInMemory']);
    expect((await stat(file)).isDirectory()).toBe(true);
  });
});
