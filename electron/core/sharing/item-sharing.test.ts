import { describe, expect, test } from 'vitest';
import type { ItemAccess } from '../../contract/sharing.ts';
import { createRig, type RigOptions } from '../testing/rig.ts';
import { addSample, openListed, rowNamed, toRef } from '../testing/steps.ts';

const link = {
  type: 'view',
  scope: 'anonymous',
  emails: [] as string[],
  expiresAt: null,
  password: null,
} as const;
const [dana, guest] = ['dana@contoso.example', 'guest@elsewhere.example'] as const;
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

test('a call about an item that is gone names it, and its row disappears', async () => {
  const opened = await openShareable();
  await using rig = opened.rig;
  const { accountId, file: item } = opened;
  const ofItem = { accountId, item };
  rig.service.faults.add({ route: 'GET item', status: 403, code: 'accessDenied' });
  expect(await rig.failure('sharing.copyAddress', ofItem)).toMatchObject({
    code: 'accessDenied',
    subject: 'plan.txt',
    facts: { isReading: true, isOwn: true },
  });
  rig.service.faults.add({ route: 'PATCH item', status: 403, code: 'accessDenied' });
  expect(await rig.failure('items.rename', { ...ofItem, name: 'b.txt' })).toMatchObject({
    code: 'changeRefused',
    subject: 'plan.txt',
  });
  rig.service.drive.remove('Team/plan.txt');
  expect(await rig.failure('sharing.access', ofItem)).toMatchObject({
    code: 'notFound',
    subject: 'plan.txt',
  });
  await rig.waitForEvent('view.changed', ({ count }) => count === 0);
});

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
    const emails = [dana, guest];
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
    const { grants } = await accessOf();
    expect(grants.find(({ role }) => role === 'owner')?.inheritedFrom).toBeNull();
    const links = grants.filter((grant) => grant.link !== null);
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
  expect((await accessOf()).linkScopes).toEqual(['anonymous', 'organization', 'users']);
  expect(await rig.failure('sharing.createLink', { ...link, accountId, item })).toMatchObject({
    code: 'anonymousLinksOff',
    subject: 'plan.txt',
  });
  expect(copied).toEqual([]);
});

test.each([
  ['accountUpgradeRequired', ''],
  ['invalidRequest', 'Account Upgrade is required for this operation'],
  ['invalidRequest', ''],
])(
  'a personal account without a subscription is told what its links can’t have (%s %s)',
  async (code, message) => {
    const opened = await openShareable();
    await using rig = opened.rig;
    const { accountId, file: item } = opened;
    rig.service.faults.add({
      route: 'POST createLink',
      status: 400,
      body: { error: { code, message } },
      times: 2,
    });
    const expiring = { ...link, accountId, item, expiresAt: '2030-01-01T00:00:00Z' };
    expect(await rig.failure('sharing.createLink', expiring)).toMatchObject({
      code: 'subscriptionNeeded',
      subject: 'plan.txt',
    });
    const isNamed = code !== 'invalidRequest' || message !== '';
    expect(await rig.failure('sharing.createLink', { ...link, accountId, item })).toMatchObject({
      code: isNamed ? 'subscriptionNeeded' : 'sharingRefused',
    });
  },
);

test('what others let this person only view can’t be shared further, and what they may edit can', async () => {
  await using rig = await createRig({ driveType: 'business', content: 'empty' });
  const accountId = await addSample(rig);
  const owner = rig.service.driveOf(dana);
  const mayShare = async (role: 'read' | 'write') => {
    owner.addFile(`${role}.txt`, 'x');
    owner.share(`${role}.txt`, role);
    const item = { driveId: owner.id, itemId: owner.idOf(`${role}.txt`) };
    return (await rig.call('sharing.access', { accountId, item })).mayShare;
  };
  expect([await mayShare('read'), await mayShare('write')]).toEqual([false, true]);
});

test('an invitation that Microsoft refuses without a reason is reported, and nobody is invited', async () => {
  const opened = await openShareable({ quirks: { refusesInvitations: true } });
  await using rig = opened.rig;
  const { accountId, file: item, accessOf } = opened;
  const sent = { ...invitation, accountId, item, emails: ['dana@contoso.example'] };
  expect(await rig.failure('sharing.invite', sent)).toMatchObject({ code: 'invitationRefused' });
  expect((await accessOf()).grants).toHaveLength(1);
});

test.each([
  [true, { failure: { code: 'mailNotSent', subject: 'plan.txt', facts: { who: 'dana@contoso.example' } } }],
  [false, { failure: null }],
])(
  'an invitation whose mail isn’t sent gives access, and says so if mail was wanted: %s',
  async (notify, told) => {
    const opened = await openShareable();
    await using rig = opened.rig;
    const { accountId, file: item, accessOf } = opened;
    const error = { code: 'notAllowed', innererror: { code: 'accountVerificationRequired' } };
    const value = [
      { id: 'w', roles: ['read'], invitation: { email: 'kim@contoso.example' } },
      { id: 'x', roles: ['read'], invitation: { email: dana }, error },
    ];
    rig.service.faults.add({ route: 'POST invite', status: 207, afterEffect: true, body: { value } });
    const sent = { ...invitation, accountId, item, emails: [dana], notify };
    const failure = notify ? await rig.failure('sharing.invite', sent) : null;
    if (!notify) await rig.call('sharing.invite', sent);
    expect({ failure }).toMatchObject(told);
    expect((await accessOf()).grants.map(({ role }) => role)).toEqual(['owner', 'read']);
  },
);

test('an invitation of a person who doesn’t exist is refused with that reason, and nobody is invited', async () => {
  const opened = await openShareable({ driveType: 'business' });
  await using rig = opened.rig;
  const { accountId, file: item, accessOf } = opened;
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

const forPeople = { ...link, scope: 'users' } as const;

const peopleOf = ({ grants }: ItemAccess) =>
  grants
    .filter((grant) => grant.link?.scope === 'users')
    .map(({ role, people }) => [role, people.map(({ email }) => email)]);

describe('a link for chosen people', () => {
  test('is made for them, and people are added to it and taken out of it', async () => {
    const opened = await openShareable({ driveType: 'business' });
    await using rig = opened.rig;
    const { accountId, file: item, copied, accessOf } = opened;
    const { grantId, people } = await rig.call('sharing.createLink', {
      ...forPeople,
      accountId,
      item,
      emails: [dana],
    });
    expect(people).toEqual([{ personId: dana, name: 'Dana Reyes', email: dana, isGroup: false }]);
    expect(copied).toEqual([expect.stringMatching(/^https:.*\/:t:\/g\//)]);
    expect(rig.service.counters.count('POST grant')).toBe(0);
    await rig.call('sharing.addToLink', { accountId, item, grantId, emails: [guest, dana] });
    expect(copied).toEqual([copied[0], copied[0]]);
    expect(peopleOf(await accessOf())).toEqual([['read', [dana, guest]]]);
    const taken = { accountId, item, grantId, personId: dana };
    await rig.call('sharing.removeFromLink', taken);
    expect(peopleOf(await accessOf())).toEqual([['read', [guest]]]);
    expect(await rig.failure('sharing.removeFromLink', taken)).toMatchObject({ code: 'accessChanged' });
    await rig.call('sharing.remove', { accountId, item, grantId });
    expect(
      await rig.failure('sharing.addToLink', { accountId, item, grantId, emails: [dana] }),
    ).toMatchObject({ code: 'accessChanged', subject: 'plan.txt' });
    expect((await accessOf()).grants).toHaveLength(1);
  });

  test('keeps its people when it is wanted for others, and theirs is another one if they can edit', async () => {
    const opened = await openShareable({ driveType: 'business' });
    await using rig = opened.rig;
    const { accountId, file: item, accessOf } = opened;
    const make = (emails: string[], type: 'view' | 'edit' = 'view') =>
      rig.call('sharing.createLink', { ...forPeople, accountId, item, type, emails });
    const first = await make([dana]);
    const again = await make([guest]);
    expect(again.grantId).toBe(first.grantId);
    expect(again.people.map(({ email }) => email)).toEqual([dana, guest]);
    await make([guest]);
    expect(rig.service.counters.count('POST grant')).toBe(1);
    // A response may leave out whom the link is for.
    const nameless = { grantedToIdentitiesV2: undefined, grantedToIdentities: undefined };
    rig.service.faults.add({ route: 'POST createLink', edit: (json) => ({ ...json, ...nameless }) });
    expect((await make([guest])).people.map(({ email }) => email)).toEqual([dana, guest]);
    expect(rig.service.counters.count('POST grant')).toBe(1);
    await make([guest], 'edit');
    expect(peopleOf(await accessOf())).toEqual([
      ['read', [dana, guest]],
      ['write', [guest]],
    ]);
  });

  test('names people whom SharePoint knows by their sign-in only', async () => {
    const opened = await openShareable({ driveType: 'business' });
    await using rig = opened.rig;
    const { accountId, file: item, accessOf } = opened;
    await rig.call('sharing.createLink', { ...forPeople, accountId, item, emails: [dana] });
    for (const known of [{ email: dana }, { loginName: `i:0#.f|membership|${dana}` }]) {
      const grantedToIdentitiesV2 = [{ siteUser: { id: '9', displayName: 'Dana Reyes', ...known } }];
      rig.service.faults.add({
        route: 'GET permissions',
        edit: ({ value }) => ({
          value: (value as object[]).map((one) => ('link' in one ? { ...one, grantedToIdentitiesV2 } : one)),
        }),
      });
      expect(peopleOf(await accessOf())).toEqual([['read', [dana]]]);
    }
  });

  test('is refused for people who don’t exist, and on personal drives not offered', async () => {
    const opened = await openShareable({ driveType: 'business' });
    await using rig = opened.rig;
    const { accountId, file: item, copied, accessOf } = opened;
    const nobody = { accountId, item, emails: ['nobody@contoso.example'] };
    const refused = {
      code: 'peopleRefused',
      subject: 'plan.txt',
      details: { serviceCode: 'noResolvedUsers' },
    };
    expect(await rig.failure('sharing.createLink', { ...forPeople, ...nobody })).toMatchObject(refused);
    const { grantId } = await rig.call('sharing.createLink', { ...forPeople, ...nobody, emails: [dana] });
    expect(await rig.failure('sharing.addToLink', { ...nobody, grantId })).toMatchObject(refused);
    expect(copied).toHaveLength(1);
    expect(peopleOf(await accessOf())).toEqual([['read', [dana]]]);

    const personal = await openShareable({ driveType: 'personal' });
    await using other = personal.rig;
    expect((await personal.accessOf()).linkScopes).toEqual(['anonymous']);
    expect(other.service.counters.count('POST createLink')).toBe(0);
  });
});

test('an existing link isn’t copied where one with an earlier end or a password is wanted', async () => {
  const opened = await openShareable();
  await using rig = opened.rig;
  const { accountId, file: item, copied } = opened;
  const expiresAt = new Date(rig.service.clock.now() + 5 * 24 * 3_600_000).toISOString();
  const wanted = { ...link, accountId, item };
  await rig.call('sharing.createLink', wanted);
  for (const more of [{ expiresAt }, { password: 'secret' }])
    expect(await rig.failure('sharing.createLink', { ...wanted, ...more })).toMatchObject({
      code: 'linkDiffers',
      subject: 'plan.txt',
    });
  const { grantId } = await rig.call('sharing.createLink', { ...wanted, type: 'edit', password: 'secret' });
  expect(copied).toHaveLength(2);
  // The password of an existing link can't be compared.
  expect(
    await rig.failure('sharing.createLink', { ...wanted, type: 'edit', password: 'other' }),
  ).toMatchObject({ code: 'linkDiffers' });
  await rig.call('sharing.copyLink', { accountId, item, grantId });
  expect(copied).toHaveLength(3);
});
