import { describe, expect, test } from 'vitest';
import { createFastClock } from '../testing/fast-clock.ts';
import { deleteAll, untilNetworkSignIn } from '../testing/change-steps.ts';
import { createRig } from '../testing/rig.ts';
import { addSample, namesOf, openListed, rowNamed, toRef } from '../testing/steps.ts';
import { bytesOf, createTransferRig, threePieces } from '../testing/transfer-steps.ts';

const forEver = Number.POSITIVE_INFINITY;

/** An unexpected 3xx means that nothing was done, whatever it contains. */
const answers = [
  ['308 without an address', { status: 308 }, 'unexpectedAnswer'],
  ['302 without a body', { status: 302 }, 'unexpectedAnswer'],
  ['307 to the same host', { status: 307, redirect: '/elsewhere' }, 'unexpectedAnswer'],
  ['302 to a page of the network', { redirect: 'https://portal.example/sign-in' }, 'networkSignIn'],
  ['303 to a page without encryption', { status: 303, redirect: 'http://portal.example/' }, 'networkSignIn'],
  ['302 with what looks like an item', { status: 302, body: { id: 'x', name: 'a.txt' } }, 'unexpectedAnswer'],
  ['304', { status: 304 }, 'unexpectedAnswer'],
] as const;

async function openFolder(files: number) {
  const rig = await createRig({ content: 'empty', clock: createFastClock() });
  rig.service.drive.addFolder('', { files, naming: '{n}.txt' });
  const accountId = await addSample(rig);
  const { viewId, head } = await openListed(rig, { accountId });
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  return {
    rig,
    accountId,
    viewId,
    head,
    remove: () => deleteAll(rig, { accountId, selection }),
    [Symbol.asyncDispose]: () => rig[Symbol.asyncDispose](),
  };
}

describe.each(answers)('%s', (_name, answer, code) => {
  test.each([1, 8])(
    'in response to the deletion of %i: nothing is deleted, and there is no undo',
    async (files) => {
      await using folder = await openFolder(files);
      const { rig, viewId } = folder;
      rig.service.faults.add({ route: 'DELETE item', times: forEver, ...answer });
      // In a batch it is inside a response of the service itself.
      if (files === 1 && code === 'networkSignIn') {
        void folder.remove();
        await untilNetworkSignIn(rig);
      } else {
        const outcome = await folder.remove();
        expect(outcome).toMatchObject({ doneCount: 0, doneNames: [], canUndo: false });
        const codes = outcome.failed.map(({ failure }) => failure.code);
        expect(codes).toEqual(Array(files).fill('unexpectedAnswer'));
      }
      expect(await namesOf(rig, viewId)).toHaveLength(files);
      expect(rig.service.drive.tree()).toHaveLength(files);
    },
  );

  test('in response to a rename and a new folder: the names stay', async () => {
    await using folder = await openFolder(1);
    const { rig, accountId, viewId, head } = folder;
    rig.service.faults.add({ method: 'PATCH', times: forEver, ...answer });
    rig.service.faults.add({ route: 'POST folder', times: forEver, ...answer });
    const item = toRef(await rowNamed(rig, viewId, '1.txt'));
    expect(await rig.failure('items.rename', { accountId, item, name: 'b.txt' })).toMatchObject({ code });
    const parent = head.folder!;
    expect(await rig.failure('items.createFolder', { accountId, parent, name: 'New' })).toMatchObject({
      code,
    });
    expect(await namesOf(rig, viewId)).toEqual(['1.txt']);
  });

  test.each([
    ['a small file', 'PUT content', 4],
    ['the start of a session', 'POST createUploadSession', threePieces],
    ['a piece', 'PUT upload range', threePieces],
  ])('in response to %s: it isn’t stored, and never reported as stored', async (_what, route, sizeBytes) => {
    await using rig = await createTransferRig();
    const fault = rig.service.faults.add({ route, times: forEver, ...answer });
    const batchId = await rig.begin([await rig.write('a.bin', bytesOf(sizeBytes))]);
    const stopped = await rig.until(batchId, ({ state }) => ['done', 'failed', 'waiting'].includes(state));
    expect(stopped).toMatchObject(
      code === 'networkSignIn'
        ? { state: 'waiting', waitReason: 'networkSignIn' }
        : { state: 'failed', failure: { code } },
    );
    expect(rig.service.drive.tree()).toEqual([]);
    fault.remove();
    if (code === 'networkSignIn')
      expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', verified: true }]);
  });
});

test('a batch that is redirected deletes nothing', async () => {
  await using folder = await openFolder(8);
  const { rig, viewId } = folder;
  rig.service.faults.add({ route: 'POST batch', times: forEver, status: 308 });
  rig.service.faults.add({ route: 'DELETE item', times: forEver, status: 308 });
  expect(await folder.remove()).toMatchObject({ doneCount: 0, canUndo: false });
  expect(await namesOf(rig, viewId)).toHaveLength(8);
});
