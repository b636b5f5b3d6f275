import { appendFile, mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Edit } from '../../contract/edits.ts';
import type { Account } from '../../contract/records.ts';
import { SAMPLE_APP } from '../../sample/entra/registration.ts';
import { click } from '../../sample/testing/sign-in.ts';
import { filesOf, inMyFiles } from '../testing/download-steps.ts';
import type { RigOptions } from '../testing/rig.ts';
import { beginUntil, signInStands, toSamplePage } from '../testing/sign-in-steps.ts';
import { addSample, offerPaths, openListed, rowNamed } from '../testing/steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

const isInDrive = (rig: TransferRig, path: string, text: string) =>
  expect.poll(() => rig.service.drive.bytes(path).toString()).toBe(text);

const versionsOf = (rig: TransferRig, path: string): number =>
  1 + (rig.service.drive.find(path)?.rare?.versions?.length ?? 0);

async function openFile(rig: TransferRig, name: string, localName = name): Promise<string> {
  const item = { driveId: rig.service.drive.id, itemId: rig.service.drive.idOf(name) };
  const { transferId } = await rig.call('items.open', { accountId: rig.accountId, item });
  const { transfers } = await rig.call('transfers.list', {});
  const batchId = transfers.find((transfer) => transfer.transferId === transferId)?.batchId ?? '';
  await rig.settled(batchId);
  await expect.poll(() => opened.get(rig)).toContain(inMyFiles(rig, localName));
  return inMyFiles(rig, localName);
}

const opened = new WeakMap<TransferRig, string[]>();

async function createEditRig(options: RigOptions = {}): Promise<TransferRig> {
  const paths: string[] = [];
  const rig = await createTransferRig({
    ...options,
    adjust: (ports) => {
      ports.desktop = { ...ports.desktop, openPath: async (path) => (paths.push(path), '') };
    },
  });
  opened.set(rig, paths);
  return rig;
}

async function signInAsGuest(rig: TransferRig, tenant: string): Promise<Account> {
  // Otherwise the code expires at once.
  rig.clock.hold(60_000);
  const { signInId, code } = await beginUntil(
    rig,
    {
      method: 'device',
      registration: { cloud: 'global', tenant, clientId: SAMPLE_APP.clientId, authority: null },
      purpose: 'add',
      keep: 'session',
      accountId: null,
      scopes: ['Files.ReadWrite'],
    },
    'code',
    'failed',
  );
  await click(toSamplePage(rig, `${code!.address}?user_code=${code!.userCode}`), 'Alex', 'Accept');
  const { account } = await signInStands(rig, signInId, 'done', 'failed');
  rig.clock.letPass();
  return account!;
}

const editOf = async (rig: TransferRig): Promise<Edit | undefined> => (await rig.call('edits.list', {}))[0];
const stateOf = (rig: TransferRig) => expect.poll(async () => (await editOf(rig))?.state ?? null);

describe('an edit of an opened file', () => {
  test('is detected, uploaded automatically as one version, and reported as saved', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    const before = versionsOf(rig, 'Ideas.txt');
    await writeFile(path, 'second');
    await rig.waitForEvent(
      'edits.changed',
      ([edit]) => edit?.state === 'unsaved' || edit?.state === 'saving',
    );
    await stateOf(rig).toBe('saved');
    await isInDrive(rig, 'Ideas.txt', 'second');
    expect(versionsOf(rig, 'Ideas.txt')).toBe(before + 1);
    expect(await editOf(rig)).toMatchObject({ name: 'Ideas.txt', from: 'myfiles', failure: null });
  });

  test('is saved to a name that OneDrive gives no new file', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('aux.txt', 'first');
    await writeFile(await openFile(rig, 'aux.txt', '_aux.txt'), 'second');
    await stateOf(rig).toBe('saved');
    await isInDrive(rig, 'aux.txt', 'second');
  });

  test('is detected however editors save', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    const folder = dirname(path);
    const editors: [string, (text: string) => Promise<void>][] = [
      ['in place', (text) => writeFile(path, text)],
      [
        'a temporary file that takes its name (vim, VS Code, LibreOffice)',
        async (text) => {
          await writeFile(join(folder, '.~lock.Ideas.txt#'), 'me');
          await writeFile(join(folder, 'lu123.tmp'), text);
          await rename(join(folder, 'lu123.tmp'), path);
          await rm(join(folder, '.~lock.Ideas.txt#'));
        },
      ],
      [
        'deleted and made again',
        async (text) => {
          await rm(path);
          await writeFile(path, text);
        },
      ],
      [
        'the old one moved away first (Word, Excel)',
        async (text) => {
          await writeFile(join(folder, '~$Ideas.txt'), 'me');
          await writeFile(join(folder, 'B1C2.tmp'), text);
          await rename(path, join(folder, 'A0.tmp'));
          await rename(join(folder, 'B1C2.tmp'), path);
          await rm(join(folder, 'A0.tmp'));
          await rm(join(folder, '~$Ideas.txt'));
        },
      ],
      [
        'by way of a folder beside it (TextEdit)',
        async (text) => {
          const beside = join(folder, 'Ideas.txt.sb-1234');
          await mkdir(beside);
          await writeFile(join(beside, 'Ideas.txt'), text);
          await rename(join(beside, 'Ideas.txt'), path);
          await rm(beside, { recursive: true });
        },
      ],
    ];
    for (const [method, save] of editors) {
      await save(method);
      await isInDrive(rig, 'Ideas.txt', method);
      await stateOf(rig).toBe('saved');
    }
    expect(versionsOf(rig, 'Ideas.txt')).toBe(1 + editors.length);
    expect(rig.service.drive.tree()).toEqual(['Ideas.txt']);
  });

  test('sends nothing if the content stays the same', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    await utimes(path, new Date(), new Date());
    await writeFile(path, 'first');
    rig.service.drive.addFile('Other.txt', 'first');
    await openFile(rig, 'Other.txt');
    await writeFile(inMyFiles(rig, 'Other.txt'), 'second');
    await isInDrive(rig, 'Other.txt', 'second');
    expect(versionsOf(rig, 'Ideas.txt')).toBe(1);
    const { transfers } = await rig.call('transfers.list', {});
    expect(transfers.filter(({ kind }) => kind === 'upload').map(({ name }) => name)).toEqual(['Other.txt']);
  });

  test('is found at the next start if it was made while Slipway was closed', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    await rig.core.close();
    await writeFile(path, 'meanwhile');
    await rig.restart();
    await isInDrive(rig, 'Ideas.txt', 'meanwhile');
    await stateOf(rig).toBe('saved');
  });

  test('is found in a folder that is watched late, such as on a disk that was away', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    await using rig = await createEditRig();
    rig.service.drive.addFile('Finance/Ideas.txt', 'first');
    const path = await openFile(rig, 'Finance/Ideas.txt');
    await rename(dirname(path), `${dirname(path)}.away`);
    await mkdir(dirname(path));
    await writeFile(path, 'second');
    // The watcher follows the folder that was moved away: nobody has seen this.
    expect(await rig.call('edits.list', {})).toEqual([]);
    vi.advanceTimersByTime(30_000);
    await stateOf(rig).toBe('saved');
    await isInDrive(rig, 'Finance/Ideas.txt', 'second');
  });

  test('is a conflict with a newer OneDrive version: nothing is replaced, and both can be kept', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    rig.service.drive.addFile('Ideas.txt', 'theirs');
    await writeFile(path, 'mine');
    await stateOf(rig).toBe('conflict');
    expect(rig.service.drive.bytes('Ideas.txt').toString()).toBe('theirs');
    const { documentId, transferId } = (await editOf(rig))!;
    expect(await rig.call('edits.compare', { documentId })).toEqual({
      mine: 'mine',
      theirs: 'theirs',
      truncated: false,
    });
    await rig.call('transfers.resolve', { transferId: transferId!, choice: 'keepBoth', applyToBatch: false });
    await isInDrive(rig, 'Ideas 1.txt', 'mine');
    await stateOf(rig).toBe('saved');
    expect(await editOf(rig)).toMatchObject({ name: 'Ideas.txt', savedAs: 'Ideas 1.txt' });
    expect(rig.service.drive.bytes('Ideas.txt').toString()).toBe('theirs');
    await rig.restart();
    expect(await rig.call('documents.list', {})).toMatchObject([
      { name: 'Ideas.txt', nameThere: 'Ideas 1.txt' },
    ]);
  });

  test('in conflict is beside the size and time of the newer version in the list', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    const { viewId } = await openListed(rig, { accountId: rig.accountId });
    rig.service.drive.addFile('Ideas.txt', 'theirs, and longer');
    await writeFile(path, 'mine');
    await stateOf(rig).toBe('conflict');
    await expect
      .poll(async () => (await rowNamed(rig, viewId, 'Ideas.txt')).sizeBytes)
      .toBe('theirs, and longer'.length);
  });

  test('of a file that is no longer in OneDrive says so, and can be put back', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    rig.service.drive.remove('Ideas.txt');
    await writeFile(path, 'mine');
    await stateOf(rig).toBe('gone');
    const transferId = (await editOf(rig))?.transferId ?? '';
    await rig.call('transfers.resolve', { transferId, choice: 'replace', applyToBatch: false });
    await stateOf(rig).toBe('saved');
    await isInDrive(rig, 'Ideas.txt', 'mine');
  });

  test('of a file that is no longer in OneDrive is put back beside another file that has taken its name', async () => {
    await using rig = await createEditRig();
    const { drive, faults } = rig.service;
    drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    drive.remove('Ideas.txt');
    await writeFile(path, 'mine');
    await stateOf(rig).toBe('gone');
    drive.addFile('Ideas.txt', 'another file');
    // A third one appears between the check of its name and the upload.
    const held = faults.hold({ route: 'PUT content' });
    const transferId = (await editOf(rig))?.transferId ?? '';
    await rig.call('transfers.resolve', { transferId, choice: 'replace', applyToBatch: false });
    await expect.poll(() => held.struck).toBe(1);
    drive.addFile('Ideas 1.txt', 'a third one');
    held.letGo();
    await stateOf(rig).toBe('saved');
    expect(await editOf(rig)).toMatchObject({ savedAs: 'Ideas 2.txt' });
    expect(drive.tree().map((name) => [name, drive.bytes(name).toString()])).toEqual([
      ['Ideas 1.txt', 'a third one'],
      ['Ideas 2.txt', 'mine'],
      ['Ideas.txt', 'another file'],
    ]);
    await writeFile(path, 'mine, later');
    await isInDrive(rig, 'Ideas 2.txt', 'mine, later');
  });

  test.each(['putBack', 'keepBoth'] as const)(
    'whose folder is no longer in OneDrive fails at once (%s), and is then saved in another one',
    async (choice) => {
      await using rig = await createEditRig();
      const { drive, counters } = rig.service;
      drive.addFile('Finance/Ideas.txt', 'first');
      drive.addFolder('Archive');
      const path = await openFile(rig, 'Finance/Ideas.txt');
      if (choice === 'keepBoth') drive.addFile('Finance/Ideas.txt', 'theirs');
      else drive.remove('Finance');
      await writeFile(path, 'mine');
      await stateOf(rig).toBe(choice === 'putBack' ? 'gone' : 'conflict');
      if (choice === 'keepBoth') drive.remove('Finance');
      counters.reset();
      const { documentId, transferId } = (await editOf(rig))!;
      await rig.call('transfers.resolve', {
        transferId: transferId!,
        choice: choice === 'putBack' ? 'replace' : choice,
        applyToBatch: false,
      });
      await stateOf(rig).toBe('failed');
      expect(await editOf(rig)).toMatchObject({ failure: { code: 'folderGone', subject: 'Ideas.txt' } });
      expect(counters.count('PUT content')).toBe(1);
      const parent = { driveId: drive.id, itemId: drive.idOf('Archive') };
      await rig.call('documents.saveTo', { documentId, parent });
      await isInDrive(rig, 'Archive/Ideas.txt', 'mine');
      await stateOf(rig).toBe('saved');
    },
  );

  test('whose folder is no longer in OneDrive is saved in another one, and so are later edits', async () => {
    await using rig = await createEditRig();
    const { drive } = rig.service;
    drive.addFile('Finance/Ideas.txt', 'first');
    drive.addFile('Archive/Ideas.txt', 'another file');
    const path = await openFile(rig, 'Finance/Ideas.txt');
    drive.remove('Finance');
    await writeFile(path, 'mine');
    await stateOf(rig).toBe('gone');
    const { documentId } = (await editOf(rig))!;
    const parent = { driveId: drive.id, itemId: drive.idOf('Archive') };
    await rig.call('documents.saveTo', { documentId, parent });
    await stateOf(rig).toBe('saved');
    expect(await editOf(rig)).toMatchObject({
      from: 'myfiles/Archive',
      savedAs: 'Ideas 1.txt',
      savedIn: 'myfiles/Archive',
    });
    await writeFile(path, 'mine, later');
    await isInDrive(rig, 'Archive/Ideas 1.txt', 'mine, later');
    await stateOf(rig).toBe('saved');
    expect(await editOf(rig)).toMatchObject({ savedAs: 'Ideas 1.txt', savedIn: null });
    expect(drive.bytes('Archive/Ideas.txt').toString()).toBe('another file');
    expect(drive.tree()).toEqual(['Archive/', 'Archive/Ideas 1.txt', 'Archive/Ideas.txt']);
    expect(await rig.call('documents.list', {})).toMatchObject([
      { documentId, from: 'myfiles/Archive', nameThere: 'Ideas 1.txt', state: 'present' },
    ]);
  });

  test('that OneDrive refuses is saved in another folder, where it stays even if its own may be changed again', async () => {
    await using rig = await createEditRig();
    const { drive, faults } = rig.service;
    drive.addFile('Finance/Ideas.txt', 'first');
    drive.addFolder('Archive');
    const path = await openFile(rig, 'Finance/Ideas.txt');
    const refusal = faults.add({ route: 'PUT content', status: 403, code: 'accessDenied' });
    await writeFile(path, 'mine');
    await stateOf(rig).toBe('failed');
    refusal.remove();
    const { documentId } = (await editOf(rig))!;
    const parent = { driveId: drive.id, itemId: drive.idOf('Archive') };
    await rig.call('documents.saveTo', { documentId, parent });
    await isInDrive(rig, 'Archive/Ideas.txt', 'mine');
    await stateOf(rig).toBe('saved');
    await writeFile(path, 'mine, later');
    await isInDrive(rig, 'Archive/Ideas.txt', 'mine, later');
    expect(drive.bytes('Finance/Ideas.txt').toString()).toBe('first');
  });

  test('is saved under its own name, even if that can’t be the local one', async () => {
    await using rig = await createEditRig();
    const name = 'Ideas\u202e.txt';
    rig.service.drive.addFile(name, 'first');
    await writeFile(await openFile(rig, name, 'Ideas_.txt'), 'second');
    await isInDrive(rig, name, 'second');
    await stateOf(rig).toBe('saved');
    expect(await editOf(rig)).toMatchObject({ name: 'Ideas_.txt', savedAs: null });
    expect(await rig.call('documents.list', {})).toMatchObject([{ name: 'Ideas_.txt', nameThere: null }]);
  });

  test('is replaced by OneDrive’s version on request and moved to the trash', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    rig.service.drive.addFile('Ideas.txt', 'theirs');
    await writeFile(path, 'mine');
    await stateOf(rig).toBe('conflict');
    const { documentId } = (await editOf(rig))!;
    const { batchId } = await rig.call('edits.takeTheirs', { documentId });
    await rig.settled(batchId);
    expect(await readFile(path, 'utf8')).toBe('theirs');
    expect(await readFile(`${path}.trashed`, 'utf8')).toBe('mine');
    await stateOf(rig).toBe(null);
    expect(rig.service.drive.bytes('Ideas.txt').toString()).toBe('theirs');
  });

  test('stays in place if OneDrive has nothing to replace it with', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    rig.service.drive.addFile('Ideas.txt', 'theirs');
    await writeFile(path, 'mine');
    await stateOf(rig).toBe('conflict');
    rig.service.drive.remove('Ideas.txt');
    const { documentId } = (await editOf(rig))!;
    expect(await rig.failure('edits.takeTheirs', { documentId })).toMatchObject({ code: 'notFound' });
    expect(await readFile(path, 'utf8')).toBe('mine');
    await stateOf(rig).toBe('conflict');
  });

  test('stays in place if there is no trash to move it to', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    rig.service.drive.addFile('Ideas.txt', 'theirs');
    await writeFile(path, 'mine');
    await stateOf(rig).toBe('conflict');
    rig.ports.desktop.moveToTrash = async () => Promise.reject(new Error('no trash'));
    const { documentId } = (await editOf(rig))!;
    expect(await rig.failure('edits.takeTheirs', { documentId })).toMatchObject({ code: 'trashFailed' });
    expect(await readFile(path, 'utf8')).toBe('mine');
    await stateOf(rig).toBe('conflict');
  });

  test('waits for confirmation if the account is set to ask first', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    await rig.call('accounts.setSaveEdits', { accountId: rig.accountId, saveEdits: 'ask' });
    await appendFile(path, ' and more');
    await stateOf(rig).toBe('asking');
    expect(rig.service.drive.bytes('Ideas.txt').toString()).toBe('first');
    const { documentId } = (await editOf(rig))!;
    await rig.call('documents.saveBack', { documentId });
    await stateOf(rig).toBe('saved');
    await isInDrive(rig, 'Ideas.txt', 'first and more');
  });

  test('is saved once, however many requests come at the same time', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    await rig.call('accounts.setSaveEdits', { accountId: rig.accountId, saveEdits: 'ask' });
    await appendFile(path, ' and more');
    await stateOf(rig).toBe('asking');
    const { documentId } = (await editOf(rig))!;
    const held = rig.service.faults.hold({ route: /^PUT (content|upload range)$/ });
    const asked = await Promise.all(
      Array.from({ length: 3 }, () => rig.call('documents.saveBack', { documentId })),
    );
    await expect.poll(() => held.struck).toBe(1);
    asked.push(await rig.call('documents.saveBack', { documentId }));
    expect(new Set(asked.map(({ transferId }) => transferId)).size).toBe(1);
    held.letGo();
    await stateOf(rig).toBe('saved');
    expect(rig.service.counters.count(/^PUT (content|upload range)$/)).toBe(1);
  });

  test('survives the removal of its account, and is saved when the same person signs in again', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    await rig.call('accounts.setSaveEdits', { accountId: rig.accountId, saveEdits: 'ask' });
    await writeFile(path, 'kept');
    await stateOf(rig).toBe('asking');
    expect(await rig.call('accounts.planRemove', { accountId: rig.accountId })).toMatchObject({
      unsavedEdits: 1,
    });
    await rig.call('accounts.remove', { accountId: rig.accountId, includeDocuments: false });
    await stateOf(rig).toBe('failed');
    expect(await editOf(rig)).toMatchObject({ failure: { code: 'copyOfNoAccount', subject: 'Ideas.txt' } });
    expect(await readFile(path, 'utf8')).toBe('kept');
    await rig.call('accounts.addSample', {});
    await isInDrive(rig, 'Ideas.txt', 'kept');
    await stateOf(rig).toBe('saved');
  });

  test('is not taken over by another account with the same address', async () => {
    const tenants = [{ domain: 'fabrikam.example', people: 1, guests: ['alex@contoso.example'] }];
    await using rig = await createEditRig({ driveType: 'business', tenants });
    const guest = await signInAsGuest(rig, 'fabrikam.example');
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    await rig.call('accounts.setSaveEdits', { accountId: rig.accountId, saveEdits: 'ask' });
    await writeFile(path, 'kept');
    await stateOf(rig).toBe('asking');
    await rig.call('accounts.remove', { accountId: rig.accountId, includeDocuments: false });
    await stateOf(rig).toBe('failed');
    expect(await editOf(rig)).toMatchObject({ failure: { code: 'copyOfNoAccount', subject: 'Ideas.txt' } });
    // Another change of the accounts, after which the guest's are gone through again.
    await rig.call('accounts.pause', { accountIds: [guest.accountId], isPaused: true });
    const accountId = await addSample(rig);
    await isInDrive(rig, 'Ideas.txt', 'kept');
    await expect.poll(async () => (await rig.call('documents.list', {}))[0]?.accountId).toBe(accountId);
  });

  test('is apart from a copy of the same name in another account with the same address', async () => {
    const tenants = [{ domain: 'fabrikam.example', people: 1, guests: ['alex@contoso.example'] }];
    await using rig = await createEditRig({ driveType: 'business', tenants });
    const guest = await signInAsGuest(rig, 'fabrikam.example');
    rig.service.drive.addFile('Ideas.txt', 'mine');
    await rig.download(['Ideas.txt']);
    const { head } = await openListed(rig, { accountId: guest.accountId });
    const there = { accountId: guest.accountId, parent: head.folder! };
    const tickets = await offerPaths(rig.session, [await rig.write('Ideas.txt', 'theirs')]);
    await rig.settled((await rig.call('transfers.upload', { ...there, tickets, intent: 'upload' })).batchId);
    const { viewId } = await openListed(rig, { accountId: guest.accountId });
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    for (let times = 0; times < 2; times += 1) {
      const asked = await rig.call('transfers.download', { accountId: guest.accountId, selection });
      await rig.settled(asked!.batchId);
    }
    const texts = (home: string) => readFile(join(rig.documents, home, 'myfiles/Ideas.txt'), 'utf8');
    expect(await texts('alex@contoso.example')).toBe('mine');
    expect(await texts('alex@contoso.example (2)')).toBe('theirs');
    expect(await filesOf(rig)).toEqual(['Ideas.txt', 'Ideas.txt']);
  });

  test('waits while somebody else has the file open, reports it, and can be saved as a copy', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    rig.service.drive.lock('Ideas.txt');
    rig.clock.hold(30_000);
    await writeFile(path, 'mine');
    await expect.poll(async () => (await editOf(rig))?.waitReason).toBe('locked');
    const { transferId } = (await editOf(rig))!;
    await rig.call('transfers.resolve', { transferId: transferId!, choice: 'keepBoth', applyToBatch: false });
    await isInDrive(rig, 'Ideas 1.txt', 'mine');
    expect(rig.service.drive.bytes('Ideas.txt').toString()).toBe('first');
    await stateOf(rig).toBe('saved');
  });

  test('in a copy that was only downloaded needs confirmation', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    await rig.download(['Ideas.txt']);
    await writeFile(inMyFiles(rig, 'Ideas.txt'), 'second');
    await stateOf(rig).toBe('asking');
  });

  test('waits while offline or paused, and is sent afterward', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    const cut = rig.service.faults.add({
      route: /./,
      reset: 'beforeEffect',
      times: Number.POSITIVE_INFINITY,
    });
    // The wait for the editor is skipped as usual; waits for the network are not.
    rig.clock.hold(4_000);
    await writeFile(path, 'second');
    await stateOf(rig).toBe('waiting');
    const { transferId } = (await editOf(rig))!;
    await rig.call('transfers.pause', { transferIds: [transferId!] });
    await stateOf(rig).toBe('paused');
    cut.remove();
    rig.clock.letPass();
    expect(rig.service.drive.bytes('Ideas.txt').toString()).toBe('first');
    await rig.call('transfers.resume', { transferIds: [transferId!] });
    await stateOf(rig).toBe('saved');
    await isInDrive(rig, 'Ideas.txt', 'second');
  });

  test('is reported with the reason if the service refuses it, stays unsent, and is sent with the next try', async () => {
    await using rig = await createEditRig();
    rig.service.drive.addFile('Ideas.txt', 'first');
    const path = await openFile(rig, 'Ideas.txt');
    rig.service.faults.add({ route: 'PUT content', status: 403, code: 'accessDenied' });
    await writeFile(path, 'second');
    await stateOf(rig).toBe('failed');
    const { documentId, failure } = (await editOf(rig))!;
    expect(failure).toMatchObject({ code: 'changeRefused', subject: 'Ideas.txt' });
    rig.service.faults.clear();
    await rig.call('documents.saveBack', { documentId });
    await stateOf(rig).toBe('saved');
    await isInDrive(rig, 'Ideas.txt', 'second');
  });
});
