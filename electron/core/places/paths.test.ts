import { describe, expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import { addSample, openListed } from '../testing/steps.ts';

describe('a path finds its folder', () => {
  test('beyond the index, with the names as they are in OneDrive', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    const found = await rig.call('paths.resolve', { accountId, text: 'onedrive://finance/INVOICES/' });
    expect(found).toMatchObject({ place: 'myfiles', path: 'myfiles/Finance/Invoices' });
    expect(found.crumbs.map(({ name, path }) => [name, path])).toEqual([
      ['My files', 'myfiles'],
      ['Finance', 'myfiles/Finance'],
      ['Invoices', 'myfiles/Finance/Invoices'],
    ]);
    const { head } = await openListed(rig, { accountId, folder: found.folder });
    expect(head).toMatchObject({ path: found.path, crumbs: found.crumbs, name: 'Invoices' });
  });

  test('without a request for what is known', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    await rig.call('paths.resolve', { accountId, text: 'myfiles/Finance/Invoices' });
    const asked = rig.service.counters.count();
    await rig.call('paths.resolve', { accountId, text: 'myfiles/Finance/Invoices' });
    expect(rig.service.counters.count()).toBe(asked);
  });

  test('typed in a folder: from there, from the top, above it, and to a file in its folder', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('Finance/Invoices');
    rig.service.drive.addFile('Finance/Plan.txt', 'x');
    const accountId = await addSample(rig);
    const at = async (text: string, from: string) =>
      (await rig.call('paths.resolve', { accountId, text, from })).path;
    expect(await at('Invoices', 'myfiles/Finance')).toBe('myfiles/Finance/Invoices');
    expect(await at('finance/invoices', 'myfiles/Finance')).toBe('myfiles/Finance/Invoices');
    expect(await at('..', 'myfiles/Finance/Invoices')).toBe('myfiles/Finance');
    expect(await at('/Finance', 'myfiles/Finance/Invoices')).toBe('myfiles/Finance');
    const found = await rig.call('paths.resolve', { accountId, text: 'Plan.txt', from: 'myfiles/Finance' });
    expect(found).toMatchObject({ path: 'myfiles/Finance', item: { driveId: rig.service.drive.id } });
    const failure = await rig.failure('paths.resolve', {
      accountId,
      text: 'Nowhere/x',
      from: 'myfiles/Finance',
    });
    expect(failure).toMatchObject({
      code: 'pathNotFound',
      facts: { missing: 'Nowhere', nearest: 'myfiles/Finance' },
    });
    expect(
      await rig.failure('paths.resolve', { accountId, text: 'Finance/Plan.txt/x', from: 'myfiles' }),
    ).toMatchObject({ code: 'notAFolder' });
  });

  test('for the places themselves', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    const { rootId, id } = rig.service.drive;
    expect(await rig.call('paths.resolve', { accountId, text: 'myfiles' })).toMatchObject({
      path: 'myfiles',
      folder: { driveId: id, itemId: rootId },
    });
    expect(await rig.call('paths.resolve', { accountId, text: 'shared' })).toMatchObject({
      path: 'shared',
      folder: null,
    });
  });

  test('T7 with percent signs in names, plain or encoded', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder("100% #1/a+b & 'c'");
    rig.service.drive.addFolder('20%20');
    const accountId = await addSample(rig);
    const resolve = async (text: string) => (await rig.call('paths.resolve', { accountId, text })).path;
    expect(await resolve("myfiles/100% #1/a+b & 'c'")).toBe("myfiles/100% #1/a+b & 'c'");
    expect(await resolve('myfiles/100%25%20%231/a%2Bb%20%26%20%27c%27')).toBe("myfiles/100% #1/a+b & 'c'");
    expect(await resolve('myfiles/20%20')).toBe('myfiles/20%20');
  });

  test('in what someone shares with me, from the top of the list', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    const found = await rig.call('paths.resolve', { accountId, text: 'shared/hr/forms' });
    expect(found).toMatchObject({ place: 'shared', path: 'shared/HR/Forms' });
    expect(found.crumbs[0]).toEqual({ name: 'Shared', place: 'shared', ref: null, path: 'shared' });
  });
});

describe('T59 a path that leads nowhere', () => {
  test('names the missing part and the existing folder above it', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    const fail = (text: string) => rig.failure('paths.resolve', { accountId, text });
    expect(await fail('myfiles/Finance/Invoicez/2024')).toMatchObject({
      code: 'pathNotFound',
      facts: { missing: 'Invoicez', nearest: 'myfiles/Finance' },
    });
    expect(await fail('shared/Nowhere')).toMatchObject({
      code: 'pathNotFound',
      facts: { missing: 'Nowhere', nearest: 'shared' },
    });
    expect(await fail('myfiles/what?')).toMatchObject({ code: 'pathNotFound', facts: { missing: 'what?' } });
    expect(await fail('elsewhere/x')).toMatchObject({ code: 'pathMalformed' });
  });

  test('is reported if it leads through a file', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFile('Docs/a.txt', 'a');
    const accountId = await addSample(rig);
    const fail = (text: string) => rig.failure('paths.resolve', { accountId, text });
    expect(await fail('myfiles/Docs/a.txt')).toMatchObject({ code: 'notAFolder', subject: 'a.txt' });
    expect(await fail('myfiles/Docs/a.txt/deeper')).toMatchObject({ code: 'notAFolder', subject: 'a.txt' });
  });

  test('is reported for a folder moved away since, and a folder that replaced it is found', async () => {
    await using rig = await createRig({ content: 'empty' });
    rig.service.drive.addFolder('Docs/Old');
    const accountId = await addSample(rig);
    await rig.call('paths.resolve', { accountId, text: 'myfiles/Docs/Old' });
    rig.service.drive.rename('Docs', 'Other');
    rig.service.drive.addFolder('Docs/New');
    const found = await rig.call('paths.resolve', { accountId, text: 'myfiles/Docs/New' });
    expect(found.folder?.itemId).toBe(rig.service.drive.idOf('Docs/New'));
  });
});

describe('a path that can’t be looked up', () => {
  test('T47 isn’t reported as missing without a network', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    await rig.service.close();
    for (const text of ['myfiles/Finance', 'shared/HR']) {
      expect((await rig.failure('paths.resolve', { accountId, text })).code).toBe('offline');
    }
  });

  test('T47 isn’t reported as missing if a hotel network responds', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    rig.service.faults.add({
      route: 'GET item',
      status: 200,
      body: '<html>',
      times: Number.POSITIVE_INFINITY,
    });
    expect((await rig.failure('paths.resolve', { accountId, text: 'myfiles/Finance' })).code).toBe(
      'networkSignIn',
    );
  });
});

test('T80 P29 a drive whose ID is spelled differently in every response is one drive', async () => {
  await using rig = await createRig({ quirks: { driveIdDrift: true } });
  const accountId = await addSample(rig);
  const { folder } = await rig.call('paths.resolve', { accountId, text: 'myfiles/Finance/Invoices' });
  const first = await openListed(rig, { accountId, folder });
  const again = await openListed(rig, { accountId, folder });
  expect(first.head).toMatchObject({ path: 'myfiles/Finance/Invoices', canWrite: true, owner: null });
  expect(again.head.count).toBe(first.head.count);
  const { rows } = await rig.call('view.rows', { viewId: again.viewId, from: 0, to: 500 });
  expect(rows.map(({ sharing }) => sharing)).not.toContain('withMe');
  const made = await rig.call('items.createFolder', { accountId, parent: folder!, name: 'New' });
  expect(await rig.call('view.locate', { viewId: again.viewId, itemId: made.itemId })).toEqual({
    ordinal: expect.any(Number),
  });
});
