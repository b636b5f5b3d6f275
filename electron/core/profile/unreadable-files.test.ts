import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRig, type Rig } from '../testing/rig.ts';
import { addSample, openListed } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

const accountsFile = ({ userData }: Rig) => join(userData, 'accounts.json');
const codes = async (rig: Rig) => (await rig.call('profile.notices', {})).map(({ code }) => code);
const asides = async ({ userData }: Rig) =>
  (await readdir(userData)).filter((name) => name.includes('.broken'));

async function hide(file: string): Promise<() => Promise<void>> {
  await rename(file, `${file}.elsewhere`);
  await mkdir(file);
  return async () => {
    await rm(file, { recursive: true });
    await rename(`${file}.elsewhere`, file);
  };
}

describe('a list of accounts', () => {
  test.each([
    ['half of it is written', (text: string) => text.slice(0, text.length / 2)],
    ['it is empty', () => ''],
    ['one record of it is of another version', (text: string) => text.replace('[', '[{"account":{}},')],
  ])('is set aside, reported and never overwritten if %s', async (_what, spoil) => {
    await using rig = await createRig();
    await addSample(rig);
    const spoiled = spoil(await readFile(accountsFile(rig), 'utf8'));
    await writeFile(accountsFile(rig), spoiled);
    await rig.restart();
    expect(await codes(rig)).toEqual(['accountsDamaged']);
    await addSample(rig);
    expect(await rig.call('accounts.list', {})).toHaveLength(1);
    const [name = ''] = await asides(rig);
    expect(await readFile(join(rig.userData, name), 'utf8')).toBe(spoiled);

    await rig.restart();
    expect(await rig.call('accounts.list', {})).toHaveLength(1);
    expect(await rig.call('profile.notices', {})).toMatchObject([{ code: 'accountsDamaged', subject: name }]);
    await rig.call('profile.dismissNotice', { code: 'accountsDamaged' });
    expect(await codes(rig)).toEqual([]);
    await rig.restart();
    expect(await codes(rig)).toEqual([]);
    await rig.call('storage.forgetEverything', { includeDocuments: true });
    expect(await asides(rig)).toEqual([]);
  });

  test('is set aside twice if it is damaged twice', async () => {
    await using rig = await createRig();
    for (const damage of ['first', 'second']) {
      await writeFile(accountsFile(rig), damage);
      await rig.restart();
    }
    const names = (await asides(rig)).toSorted();
    expect(names).toEqual(['accounts.broken-2.json', 'accounts.broken.json']);
    const texts = await Promise.all(names.map((name) => readFile(join(rig.userData, name), 'utf8')));
    expect(texts).toEqual(['second', 'first']);
  });

  test('keeps the other records if one is of another version', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    const text = await readFile(accountsFile(rig), 'utf8');
    await writeFile(accountsFile(rig), text.replace('[', '[{"account":{}},'));
    await rig.restart();
    expect(await rig.call('accounts.list', {})).toMatchObject([{ accountId }]);
  });

  test('that can’t be read at the start is restored with the next account', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    await rig.core.close();
    const show = await hide(accountsFile(rig));
    await rig.restart();
    expect(await rig.call('accounts.list', {})).toEqual([]);
    expect(await codes(rig)).toEqual(['accountsUnreadable']);
    await show();
    await rig.call('accounts.addSample', {});
    expect((await rig.call('accounts.list', {})).map((account) => account.accountId)).toContain(accountId);
    expect(await codes(rig)).toEqual([]);
    expect(await asides(rig)).toEqual([]);
    await rig.restart();
    expect((await rig.call('accounts.list', {})).map((account) => account.accountId)).toContain(accountId);
  });

  test('that can’t be read at the start is available at the next one', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    await rig.core.close();
    const show = await hide(accountsFile(rig));
    await rig.restart();
    await rig.core.close();
    await show();
    await rig.restart();
    expect(await rig.call('accounts.list', {})).toMatchObject([{ accountId }]);
    expect(await codes(rig)).toEqual([]);
  });

  test('that can’t be read when another account is added is renamed', async () => {
    await using rig = await createRig();
    await addSample(rig);
    await hide(accountsFile(rig));
    await rig.restart();
    await addSample(rig);
    expect(await asides(rig)).toEqual(['accounts.broken.json']);
    expect(await codes(rig)).toEqual(['accountsDamaged']);
    await openListed(rig, { accountId: (await rig.call('accounts.list', {}))[0]?.accountId ?? '' });
  });
});

test('a list of local copies that can’t be read at the start is restored with the next copy', async () => {
  await using rig = await createTransferRig();
  rig.service.drive.addFile('a.txt', 'a');
  rig.service.drive.addFile('b.txt', 'b');
  await rig.download(['a.txt']);
  await rig.core.close();
  const show = await hide(join(rig.userData, 'documents.jsonl'));
  await rig.restart();
  expect(await rig.call('documents.list', {})).toEqual([]);
  expect(await codes(rig)).toEqual(['copiesUnreadable']);
  await show();
  await rig.download(['b.txt']);
  const names = async () => (await rig.call('documents.list', {})).map(({ name }) => name);
  expect(await names()).toEqual(['a.txt', 'b.txt']);
  await rig.restart();
  expect(await names()).toEqual(['a.txt', 'b.txt']);
  expect(await codes(rig)).toEqual([]);
});

test('a damaged list of local copies keeps its readable part, and the rest is set aside and reported', async () => {
  await using rig = await createTransferRig();
  rig.service.drive.addFile('a.txt', 'a');
  await rig.download(['a.txt']);
  await rig.core.close();
  const path = join(rig.userData, 'documents.jsonl');
  const damaged = `${await readFile(path, 'utf8')}{"half a li`;
  await writeFile(path, damaged);
  await rig.restart();
  expect((await rig.call('documents.list', {})).map(({ name }) => name)).toEqual(['a.txt']);
  expect(await rig.call('profile.notices', {})).toMatchObject([
    { code: 'copiesDamaged', subject: 'documents.broken.jsonl' },
  ]);
  expect(await readFile(join(rig.userData, 'documents.broken.jsonl'), 'utf8')).toBe(damaged);
  await rig.restart();
  expect((await rig.call('documents.list', {})).map(({ name }) => name)).toEqual(['a.txt']);
});

test('settings that can’t be read at the start keep their values at the next change', async () => {
  await using rig = await createRig();
  await rig.call('settings.change', { density: 'comfortable' });
  await rig.core.close();
  const show = await hide(join(rig.userData, 'settings.json'));
  await rig.restart();
  expect(await rig.call('settings.get', {})).toMatchObject({ density: 'compact' });
  await show();
  await rig.call('settings.change', { theme: 'dark' });
  expect(await rig.call('settings.get', {})).toMatchObject({ density: 'comfortable', theme: 'dark' });
});
