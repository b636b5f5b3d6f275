import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inMyFiles } from '../../../testing/download-steps.ts';
import { createTransferRig } from '../../../testing/transfer-steps.ts';

const deep = (levels: number, name: string): string => Array.from({ length: levels }, () => name).join('/');

describe('a file with a long path', () => {
  test.each([
    [400, 'done', null],
    [401, 'failed', 'pathTooLong'],
  ] as const)('T10 P36 of %i characters is %s, and its sibling is uploaded', async (chars, state, code) => {
    await using rig = await createTransferRig({ driveType: 'business' });
    const folder = deep(3, 'f'.repeat(99));
    await rig.write(`${folder}/${'n'.repeat(chars - folder.length - 1)}`, 'text');
    await rig.write(`${folder}/short.txt`, 'text');
    const transfers = await rig.upload([join(rig.local, 'f'.repeat(99))]);
    const of = (start: string) => transfers.find(({ name }) => name.startsWith(start));
    expect([of('n')?.state, of('n')?.failure?.code ?? null]).toEqual([state, code]);
    expect(of('short')).toMatchObject({ state: 'done' });
    expect(rig.service.counters.count('POST createUploadSession')).toBe(code === null ? 2 : 1);
    expect(rig.service.drive.tree().filter((path) => !path.endsWith('/'))).toHaveLength(
      code === null ? 2 : 1,
    );
  });

  test('T10 that the service refuses is reported at once, without retries', async () => {
    await using rig = await createTransferRig();
    const fault = rig.service.faults.add({
      route: 'PUT content',
      status: 400,
      body: {
        error: { code: 'invalidRequest', message: 'Too long.', innerError: { code: 'pathIsTooLong' } },
      },
      times: Number.POSITIVE_INFINITY,
    });
    const [transfer] = await rig.upload([await rig.write('a.txt', 'text')]);
    expect(transfer).toMatchObject({ state: 'failed', failure: { code: 'pathTooLong', subject: 'a.txt' } });
    expect(fault.struck).toBe(1);
  });

  test('T11 in folders a hundred deep, and with a name of 255 characters, can be uploaded and downloaded', async () => {
    await using rig = await createTransferRig();
    const path = `${deep(100, 'd')}/a.txt`;
    await rig.write(path, 'text');
    await mkdir(join(rig.local, 'd'), { recursive: true });
    const name = `${'n'.repeat(251)}.txt`;
    const sent = await rig.upload([join(rig.local, 'd'), await rig.write(name, 'long')]);
    expect(sent.every(({ state }) => state === 'done')).toBe(true);
    expect(rig.service.drive.bytes(path).toString()).toBe('text');
    const fetched = await rig.download(['d', name]);
    expect(fetched.filter(({ state }) => state !== 'done')).toEqual([]);
    expect(await readFile(inMyFiles(rig, path), 'utf8')).toBe('text');
  });
});
