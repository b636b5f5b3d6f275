import { describe, expect, test } from 'vitest';
import type { ItemAccess } from '../../contract/sharing.ts';
import { createRig, type RigOptions } from '../testing/rig.ts';
import { addSample, openListed, rowNamed, toRef } from '../testing/steps.ts';

const link = { type: 'view', scope: 'anonymous', expiresAt: null, password: null } as const;
const invitation = { role: 'read', message: null, notify: false, expiresAt: null } as const;

/** A folder with one file, and what is on the clipboard. */
async function openShareable(options: RigOptions = {}) {
  const copied: string[] = [];
  const rig = await createRig({
    content: 'empty',
    ...options,
    adjust: (ports) => {
      ports.desktop = { ...ports.desktop, copyText: async (text) => void copied.push(text) };
    },
  });
  rig.service.drive.addFile('Team/plan.txt', 'text');
  const accountId = await addSample(rig);
  const { viewId } = await openListed(rig, { accountId });
  const folder = toRef(await rowNamed(rig, viewId, 'Team'));
  const inside = await openListed(rig, { accountId, folder });
  const file = toRef(await rowNamed(rig, inside.viewId, 'plan.txt'));
  const accessOf = (item = file): Promise<ItemAccess> => rig.call('sharing.access', { accountId, item });
  return { rig, accountId, folder, file, viewId, copied, accessOf };
}

describe.each(['personal', 'business'] as const)('on a %s drive', (driveType) => {
  const scope = driveType === 'personal' ? ('anonymous' as const) : ('organization' as const);

  test('a link is created once and copied by the main process, and its URL never reaches the page', async () => {
    const opened = await openShareable({ driveType });
    await using rig = opened.rig;
    const { accountId, file: item, copied, accessOf, viewId } = opened;
    const made = await rig.call('sharing.createLink', { ...link, accountId, item, scope });
    expect(made).toMatchObject({ role: 'read', link: { type: 'view', scope }, inheritedFrom: null });
    const again = await rig.call('sharing.createLink', { ...link, accountId, item, scope });
    expect(again.grantId).toBe(made.grantId);
    expect(copied).toEqual([expect.stringMatching(/^https:\/\//), copied[0]]);
    const { grants } = await accessOf();
    expect(grants.map(({ role }) => role)).toEqual(['owner', 'read']);
    expect(JSON.stringify(grants)).not.toContain('https://');
    await rig.call('sharing.copyLink', { accountId, item, grantId: made.grantId });
    expect(copied).toHaveLength(3);
    expect((await rig.call('view.locate', { viewId, itemId: opened.folder.itemId })).ordinal).toBe(0);
  });

  test('people can be invited, given more access, then none, and the file list shows that the item is shared', async () => {
    const opened = await openShareable({ driveType });
    await using rig = opened.rig;
    const { accountId, folder: item, accessOf, viewId } = opened;
    const emails = ['dana@contoso.example', 'guest@elsewhere.example'];
    await rig.call('sharing.invite', { ...invitation, accountId, item, emails, message: 'Have a look' });
    expect((await rowNamed(rig, viewId, 'Team')).sharing).toBe('byMe');
    const invited = (await accessOf(item)).grants.filter(({ role }) => role === 'read');
    expect(invited.map(({ people }) => people[0]?.name)).toContain('guest@elsewhere.example');
    const [first, second] = invited;
    await rig.call('sharing.setRole', { accountId, item, grantId: first!.grantId, role: 'write' });
    await rig.call('sharing.remove', { accountId, item, grantId: second!.grantId });
    expect((await accessOf(item)).grants.map(({ role }) => role)).toEqual(['owner', 'write']);
    const gone = { accountId, item, grantId: second!.grantId };
    expect(await rig.failure('sharing.remove', gone)).toMatchObject({
      code: 'accessChanged',
      subject: 'Team',
    });
    expect(await rig.failure('sharing.copyLink', gone)).toMatchObject({ code: 'accessChanged' });
    expect(await rig.failure('sharing.setRole', { ...gone, role: 'write' })).toMatchObject({
      code: 'accessChanged',
      subject: 'Team',
    });
  });

  test('access inherited from a parent folder is shown separately', async () => {
    const opened = await openShareable({ driveType });
    await using rig = opened.rig;
    const { accountId, folder, file, accessOf } = opened;
    await rig.call('sharing.createLink', { ...link, accountId, item: folder, scope });
    await rig.call('sharing.createLink', { ...link, accountId, item: file, scope, type: 'edit' });
    const links = (await accessOf()).grants.filter((grant) => grant.link !== null);
    expect(links.map((grant) => [grant.link?.type, grant.inheritedFrom])).toEqual([
      ['edit', null],
      ['view', driveType === 'personal' ? 'Team' : ''],
    ]);
  });
});

test('an organization that allows no links for anyone is reported, with what is possible', async () => {
  const opened = await openShareable({ driveType: 'business', quirks: { forbidsAnonymousLinks: true } });
  await using rig = opened.rig;
  const { accountId, file: item, copied, accessOf } = opened;
  expect((await accessOf()).linkScopes).toEqual(['anonymous', 'organization']);
  expect(await rig.failure('sharing.createLink', { ...link, accountId, item })).toMatchObject({
    code: 'anonymousLinksOff',
    subject: 'plan.txt',
  });
  expect(copied).toEqual([]);
});

test('an invitation that Microsoft refuses without a reason is reported, and nobody is invited', async () => {
  const opened = await openShareable({ quirks: { refusesInvitations: true } });
  await using rig = opened.rig;
  const { accountId, file: item, accessOf } = opened;
  const sent = { ...invitation, accountId, item, emails: ['dana@contoso.example'] };
  expect(await rig.failure('sharing.invite', sent)).toMatchObject({ code: 'invitationRefused' });
  expect((await accessOf()).grants).toHaveLength(1);
});

test('an invitation of a person who doesn’t exist is refused with that reason, and nobody is invited', async () => {
  const opened = await openShareable({ driveType: 'business' });
  await using rig = opened.rig;
  const { accountId, file: item, accessOf } = opened;
  rig.service.faults.add({ route: 'POST invite', status: 400, code: 'noResolvedUsers', times: 1 });
  const sent = { ...invitation, accountId, item, emails: ['nobody@contoso.example'] };
  expect(await rig.failure('sharing.invite', sent)).toMatchObject({
    code: 'invitationRefused',
    subject: 'plan.txt',
    details: { serviceCode: 'noResolvedUsers' },
  });
  expect((await accessOf()).grants).toHaveLength(1);
});

test('sharing that is turned off completely is reported', async () => {
  const opened = await openShareable({ driveType: 'business' });
  await using rig = opened.rig;
  const { accountId, file: item } = opened;
  for (const route of ['POST createLink', 'POST invite'])
    rig.service.faults.add({ route, status: 403, code: 'sharingDisabled', times: 1 });
  const asked = { ...link, scope: 'organization' as const, accountId, item };
  expect(await rig.failure('sharing.createLink', asked)).toMatchObject({ code: 'sharingOff' });
  const sent = { ...invitation, accountId, item, emails: ['dana@contoso.example'] };
  expect(await rig.failure('sharing.invite', sent)).toMatchObject({ code: 'sharingOff' });
});

test('the address of an item can be copied without giving anyone access', async () => {
  const opened = await openShareable();
  await using rig = opened.rig;
  const { accountId, file: item, copied } = opened;
  await rig.call('sharing.copyAddress', { accountId, item });
  expect(copied).toEqual([expect.stringMatching(/^https:\/\//)]);
  expect(rig.service.counters.count('POST createLink')).toBe(0);
});
