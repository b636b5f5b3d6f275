import { expect, test } from 'vitest';
import { enumerated } from '../indexing/testing/index-steps.ts';
import { createRig } from '../testing/rig.ts';
import { openListed, rowNamed, toRef } from '../testing/steps.ts';

/** The service also marks items as shared whose parent is. */
const withMark = (page: Record<string, unknown>) => ({
  ...page,
  value: (page['value'] as { name?: string }[]).map((item) =>
    item.name === 'inside.txt' ? { ...item, shared: { scope: 'users' } } : item,
  ),
});

const link = { emails: [] as string[], type: 'view', password: null } as const;

const byText = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : 1);

test.each(['personal', 'business'] as const)(
  'what I share from a %s drive lists links for anyone without an expiry first, and no inherited links',
  async (driveType) => {
    await using rig = await createRig({ driveType, content: 'empty', indexing: true });
    const { drive } = rig.service;
    for (const name of ['Team/inside.txt', 'a person.txt', 'dated.txt', 'forever.txt', 'private.txt'])
      drive.addFile(name, name);
    rig.service.faults.add({ route: 'GET delta', edit: withMark, times: 100 });
    const accountId = await enumerated(rig);
    const { viewId } = await openListed(rig, { accountId });
    const ref = async (name: string) => toRef(await rowNamed(rig, viewId, name));
    const share = { ...link, accountId, scope: 'anonymous' as const };
    await rig.call('sharing.createLink', {
      ...share,
      item: await ref('dated.txt'),
      expiresAt: '2099-01-01T00:00:00Z',
    });
    const item = await ref('forever.txt');
    const { grantId } = await rig.call('sharing.createLink', { ...share, item, expiresAt: null });
    for (const name of ['a person.txt', 'Team'])
      await rig.call('sharing.invite', {
        accountId,
        item: await ref(name),
        emails: ['dana@contoso.example'],
        role: 'read',
        message: null,
        notify: false,
        expiresAt: null,
      });

    const { shares, isWhole } = await rig.call('sharing.mine', { accountId });
    expect(isWhole).toBe(true);
    expect(shares.map(({ item: { name }, reach, failure }) => [name, reach, failure])).toEqual([
      ['forever.txt', 'openForever', null],
      ['dated.txt', 'open', null],
      ['a person.txt', 'people', null],
      ['Team', 'people', null],
    ]);
    expect(shares[2]?.grants).toMatchObject([{ role: 'read', people: [{ name: 'Dana Reyes' }] }]);
    expect(shares[0]?.foundIn).toMatchObject({ place: 'myfiles', path: 'myfiles' });
    expect(JSON.stringify(shares)).not.toContain('https://');

    await rig.call('sharing.remove', { accountId, item, grantId });
    const after = await rig.call('sharing.mine', { accountId });
    expect(after.shares.map(({ item: { name } }) => name)).not.toContain('forever.txt');

    rig.service.faults.add({ route: 'GET permissions', status: 403, code: 'accessDenied', times: 100 });
    const refused = await rig.call('sharing.mine', { accountId });
    // None of them is now known to be shared itself.
    const names = [...after.shares.map(({ item: { name } }) => name), 'inside.txt'];
    expect(
      refused.shares
        .map(({ item: { name }, reach, failure }) => [name, reach, failure?.code])
        .toSorted(byText),
    ).toEqual(names.map((name) => [name, 'unknown', 'accessDenied']).toSorted(byText));
  },
);
