import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createInterceptingRig } from '../../../testing/intercepting-rig.ts';
import { bytesOf } from '../../../testing/transfer-steps.ts';

const mebibyte = 1024 ** 2;

const createAnswering = (when: () => Promise<unknown>) =>
  createInterceptingRig(async ({ method }, response) => {
    if (method === 'PUT') await when();
    return response;
  });

describe('a file that is edited after its last byte was sent and before the response', () => {
  test.each([100, 5 * mebibyte])('T16 of %i bytes is stored and reported as it was sent', async (size) => {
    let path = '';
    await using rig = await createAnswering(() => appendFile(path, 'more'));
    const content = bytesOf(size);
    path = await rig.write('a.bin', content);
    expect(await rig.upload([path])).toMatchObject([
      { state: 'done', outcome: 'created', verified: true, failure: null },
    ]);
    expect(rig.service.drive.bytes('a.bin').equals(content)).toBe(true);
  });

  test('T60 that is a copy being saved back causes no conflict with itself at the next save', async () => {
    const copy = { path: '' };
    let next: string | null = 'third';
    await using rig = await createAnswering(async () => {
      if (next !== null) await writeFile(copy.path, next);
      next = null;
    });
    rig.service.drive.addFile('a.txt', 'first');
    const [fetched] = await rig.download(['a.txt']);
    const documentId = fetched!.documentId!;
    copy.path = join(rig.documents, 'alex@contoso.example', 'myfiles', 'a.txt');
    for (const text of ['second', null]) {
      if (text !== null) await writeFile(copy.path, text);
      const { transferId } = await rig.call('documents.saveBack', { documentId });
      const { batchId } = (await rig.call('transfers.list', {})).transfers.find(
        (transfer) => transfer.transferId === transferId,
      )!;
      expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', outcome: 'updated' }]);
    }
    expect(await readFile(copy.path, 'utf8')).toBe('third');
    expect(rig.service.drive.bytes('a.txt').toString()).toBe('third');
  });
});
