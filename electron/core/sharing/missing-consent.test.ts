import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import {
  beginUntil,
  browserRequest,
  createTestBrowser,
  signInAs,
  signInStands,
} from '../testing/sign-in-steps.ts';
import { openListed, openPath, rowNamed } from '../testing/steps.ts';

test('opening what others share asks for more permissions, and works after consent', async () => {
  const browser = createTestBrowser();
  await using rig = await createRig({ driveType: 'business', adjust: browser.adjust });
  const { accountId, granted } = await signInAs(rig, browser, 'Alex', { scopes: ['Files.ReadWrite'] });
  expect(granted).toEqual(['Files.ReadWrite']);
  const { viewId: listId } = await openListed(rig, { accountId, place: 'shared' });
  const row = await rowNamed(rig, listId, 'HR');
  const folder = { driveId: row.driveId, itemId: row.itemId };
  const { viewId } = await rig.call('view.open', {
    accountId,
    place: 'shared',
    folder,
    sort: [],
    filter: '',
  });
  const refused = await rig.waitForEvent(
    'view.changed',
    (head) => head.viewId === viewId && head.freshness.state === 'failed',
  );
  expect(refused.freshness.failure).toMatchObject({
    code: 'consentMissing',
    facts: { scopes: ['Files.Read.All'] },
  });

  rig.events.length = 0;
  const more = browserRequest({ accountId, scopes: ['Files.ReadWrite', 'Files.Read.All'] });
  const { signInId } = await beginUntil(rig, more, 'browser');
  await browser.click(rig, 'Accept');
  const { account } = await signInStands(rig, signInId, 'done', 'failed');
  expect(account?.granted).toEqual(expect.arrayContaining(['Files.ReadWrite', 'Files.Read.All']));
  await rig.waitForEvent('view.changed', (head) => head.viewId === viewId && head.count > 0);

  const { head } = await openPath(rig, accountId, 'shared/HR/Forms');
  const failure = await rig.failure('items.createFolder', {
    accountId,
    parent: head.folder!,
    name: 'Mine',
  });
  expect(failure).toMatchObject({ code: 'consentMissing', facts: { scopes: ['Files.ReadWrite.All'] } });
});

test('a read-only account says so before anyone tries to write', async () => {
  const browser = createTestBrowser();
  await using rig = await createRig({ adjust: browser.adjust });
  const { accountId, canWrite } = await signInAs(rig, browser, 'Alex', { scopes: ['Files.Read'] });
  expect(canWrite).toBe(false);
  const { head } = await openListed(rig, { accountId });
  expect(head.canWrite).toBe(false);
});

test('a change that a read-only account sends asks for the permission, not for the owner’s access', async () => {
  const browser = createTestBrowser();
  await using rig = await createRig({ adjust: browser.adjust });
  const { accountId } = await signInAs(rig, browser, 'Alex', { scopes: ['Files.Read'] });
  const { head } = await openListed(rig, { accountId });
  expect(
    await rig.failure('items.createFolder', { accountId, parent: head.folder!, name: 'Mine' }),
  ).toMatchObject({ code: 'consentMissing', subject: 'Mine', facts: { scopes: ['Files.ReadWrite'] } });
});

test('with only an app folder, that folder is the place, and there is no Shared', async () => {
  const browser = createTestBrowser();
  await using rig = await createRig({ adjust: browser.adjust });
  const account = await signInAs(rig, browser, 'Alex', { scopes: ['Files.ReadWrite.AppFolder'] });
  expect(account).toMatchObject({ places: ['myfiles'], rootPath: 'approot', canWrite: true });
  const { accountId } = account;
  const { head } = await openListed(rig, { accountId });
  await rig.call('items.createFolder', { accountId, parent: head.crumbs[0]!.ref!, name: 'Mine' });
  expect(rig.service.drive.find('Apps/Slipway/Mine')).not.toBeNull();
});
