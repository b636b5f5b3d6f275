import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toRefusal } from '../../sample/entra/aadsts.ts';
import type { Transfer } from '../../contract/transfers.ts';
import { createRig } from '../testing/rig.ts';
import {
  beginUntil,
  browserRequest,
  createTestBrowser,
  signInAs,
  signInStands,
  watchTokens,
} from '../testing/sign-in-steps.ts';
import { offerPaths, openListed } from '../testing/steps.ts';

test('T83 uploads wait for a sign-in, report it, and continue by themselves afterward', async () => {
  const browser = createTestBrowser();
  const tokens: string[] = [];
  await using rig = await createRig({
    driveType: 'business',
    content: 'empty',
    adjust(ports) {
      browser.adjust(ports);
      watchTokens(ports, (token) => tokens.push(token));
    },
  });
  const { accountId } = await signInAs(rig, browser, 'Alex');
  rig.events.length = 0;
  const kim = await signInAs(rig, browser, 'Kim');
  const { head } = await openListed(rig, { accountId });
  const folder = await mkdtemp(join(tmpdir(), 'slipway-wait-'));
  try {
    const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt', 'f.txt'];
    for (const name of names) await writeFile(join(folder, name), name);
    const paths = names.map((name) => join(folder, name));
    const tickets = await offerPaths(rig.session, paths);
    rig.service.directory.script.push({ at: 'token', refusal: toRefusal(700082), times: 1 });
    for (const token of tokens) rig.service.tokens.revoke(token);
    await rig.call('transfers.upload', {
      accountId,
      parent: head.crumbs[0]!.ref!,
      tickets,
      intent: 'upload',
    });
    const list = async (): Promise<Transfer[]> => (await rig.call('transfers.list', {})).transfers;
    await expect
      .poll(async () => (await list()).map(({ state, waitReason }) => `${state} ${waitReason ?? ''}`))
      .toEqual([...Array<string>(4).fill('waiting signInNeeded'), 'queued ', 'queued ']);
    expect(await rig.call('accounts.list', {})).toMatchObject([
      { accountId, state: 'signInNeeded' },
      { accountId: kim.accountId, state: 'ready' },
    ]);

    rig.events.length = 0;
    const { signInId } = await beginUntil(rig, browserRequest({ accountId }), 'browser');
    await browser.click(rig);
    await signInStands(rig, signInId, 'done');
    await expect.poll(async () => (await list()).map(({ state }) => state)).toEqual(Array(6).fill('done'));
    for (const name of names) expect(rig.service.drive.find(name)).not.toBeNull();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
