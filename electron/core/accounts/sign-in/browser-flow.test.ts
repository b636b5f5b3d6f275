import { expect, test } from 'vitest';
import { createRig } from '../../testing/rig.ts';
import {
  beginUntil,
  browserRequest,
  createTestBrowser,
  signInAs,
  signInStands,
} from '../../testing/sign-in-steps.ts';
import { openListed } from '../../testing/steps.ts';

test('a person signs in with the browser and sees their files', async () => {
  const browser = createTestBrowser();
  await using rig = await createRig({ driveType: 'business', adjust: browser.adjust });
  const account = await signInAs(rig, browser, 'Alex', { scopes: ['Files.ReadWrite', 'Files.Read.All'] });
  expect(account).toMatchObject({
    kind: 'delegated',
    displayName: 'Alex Sample',
    address: 'alex@contoso.example',
    cloud: 'global',
    state: 'ready',
    credentials: 'session',
    canWrite: true,
    driveId: rig.service.drive.id,
  });
  const { head } = await openListed(rig, { accountId: account.accountId });
  expect(head.count).toBeGreaterThan(0);
});

test('refuses the response to another attempt and keeps waiting for the right one', async () => {
  const browser = createTestBrowser();
  await using rig = await createRig({ adjust: browser.adjust });
  const { signInId } = await beginUntil(rig, browserRequest(), 'browser');
  const redirectUri = new URL(browser.opened[0]!).searchParams.get('redirect_uri')!;
  const forged = await fetch(redirectUri, {
    method: 'POST',
    body: new URLSearchParams({ code: 'stolen', state: 'another' }),
  });
  expect(forged.status).toBe(400);
  await browser.click(rig, 'Alex', 'Accept');
  expect((await signInStands(rig, signInId, 'done', 'failed')).failure).toBeNull();
});

test('a canceled sign-in stops listening', async () => {
  const browser = createTestBrowser();
  await using rig = await createRig({ adjust: browser.adjust });
  const { signInId } = await beginUntil(rig, browserRequest(), 'browser');
  await rig.call('signIn.openAgain', { signInId });
  expect(browser.opened).toHaveLength(2);
  await rig.call('signIn.cancel', { signInId });
  await signInStands(rig, signInId, 'cancelled');
  const redirectUri = new URL(browser.opened[0]!).searchParams.get('redirect_uri')!;
  await expect
    .poll(() =>
      fetch(redirectUri).then(
        () => 'listens',
        () => 'gone',
      ),
    )
    .toBe('gone');
});

test('a sign-in canceled before its page opens opens no page', async () => {
  const browser = createTestBrowser();
  await using rig = await createRig({ adjust: browser.adjust });
  const check = rig.service.faults.hold({ route: /authorize/ });
  const { signInId } = await rig.call('signIn.begin', browserRequest());
  await expect.poll(() => check.struck).toBe(1);
  await rig.call('signIn.cancel', { signInId });
  check.letGo();
  await signInStands(rig, signInId, 'cancelled');
  await rig.core.close();
  expect(browser.opened).toEqual([]);
});
