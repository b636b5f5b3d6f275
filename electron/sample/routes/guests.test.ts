import { describe, expect, it } from 'vitest';
import type { SampleService } from '../sample-service.ts';
import { createTestClient, type Json, type TestClient } from '../testing/client.ts';
import { start } from '../testing/start.ts';
import { toShareId } from '../wire/permission.ts';

const as = (service: SampleService, address: string): TestClient =>
  createTestClient(service, service.tokens.issue(service.driveOf(address).raw.owner));

describe('a sharing link', () => {
  it.each(['personal', 'business'] as const)(
    'of a %s drive admits only those who redeem it',
    async (driveType) => {
      const { service, client } = await start({ driveType });
      service.drive.addFile('a.txt', 'a');
      const link = (
        await client.post('/me/drive/root:/a.txt:/createLink', { type: 'view', scope: 'anonymous' })
      ).json;
      const share = `/shares/${toShareId(String(link['link'].webUrl))}`;
      const item = `/drives/${service.drive.id}/items/${service.drive.idOf('a.txt')}`;
      const kim = as(service, 'kim@contoso.example');
      for (const path of [share, `${share}/driveItem`, `${share}/permission`])
        expect(await kim.get(path)).toMatchObject({ status: 403, code: 'accessDenied' });
      const once = { Prefer: 'redeemSharingLinkIfNecessary' };
      expect((await kim.get(`${share}/driveItem`, once)).json['name']).toBe('a.txt');
      expect((await kim.get(item)).status).toBe(404);
      expect((await kim.get(`${share}/driveItem`)).status).toBe(403);
      expect((await kim.get(share, { Prefer: 'redeemSharingLink' })).status).toBe(200);
      expect((await kim.get(item)).status).toBe(200);
      expect((await kim.get(`${share}/driveItem`)).status).toBe(200);
    },
  );

  it('admits the organization or the people it is for, and no app without a drive', async () => {
    const { service, client } = await start({
      driveType: 'business',
      tenants: [{ domain: 'fabrikam.example', people: 1 }],
    });
    service.drive.addFile('a.txt', 'a');
    const shareOf = async (scope: string): Promise<string> => {
      const made = await client.post('/me/drive/root:/a.txt:/createLink', { type: 'view', scope });
      return `/shares/${toShareId(String(made.json['link'].webUrl))}/driveItem`;
    };
    const redeem = { Prefer: 'redeemSharingLinkIfNecessary' };
    const [forAll, forSome] = [await shareOf('organization'), await shareOf('users')];
    const kim = as(service, 'kim@contoso.example');
    expect([(await kim.get(forAll, redeem)).status, (await kim.get(forSome, redeem)).status]).toEqual([
      200, 403,
    ]);
    const stranger = as(service, 'user001@fabrikam.example');
    expect((await stranger.get(forAll, redeem)).status).toBe(403);
    const tenantId = service.world.tenants.find('fabrikam.example')?.id;
    const app = createTestClient(service, service.tokens.issue(null, tenantId));
    expect((await app.get(forAll, redeem)).status).toBe(403);
  });
});

const names = (json: Json): string[] =>
  json['grantedToIdentitiesV2']?.map((one: { user: { displayName: string } }) => one.user.displayName);

describe('a link for chosen people', () => {
  it('admits them only, and people can be added and taken out', async () => {
    const { service, client } = await start({ driveType: 'business' });
    service.drive.addFile('a.txt', 'a');
    const path = '/me/drive/root:/a.txt:';
    const recipients = [{ email: 'kim@contoso.example' }];
    const asked = { type: 'view', scope: 'users', recipients };
    const made = await client.post(`${path}/createLink`, asked);
    const [share, id] = [toShareId(String(made.json['link'].webUrl)), String(made.json['id'])];
    expect([made.status, names(made.json)]).toEqual([201, ['Kim Osei']]);
    const statusOf = async (address: string) =>
      (await as(service, address).get(`/shares/${share}/driveItem`)).status;
    expect([await statusOf('kim@contoso.example'), await statusOf('dana@contoso.example')]).toEqual([
      200, 403,
    ]);
    const grant = (body: object) => client.post(`/shares/${share}/permission/grant`, body);
    const dana = [{ email: 'DANA@contoso.example' }];
    expect((await grant({ recipients: dana, roles: ['write'] })).status).toBe(400);
    for (let round = 0; round < 2; round += 1)
      expect(names((await grant({ recipients: dana, roles: ['read'] })).json['value'][0])).toEqual([
        'Kim Osei',
        'Dana Reyes',
      ]);
    const revoke = (grantees: object[]) =>
      client.post(`${path}/permissions/${id}/revokeGrants`, { grantees });
    expect((await revoke([])).status).toBe(400);
    expect(names((await revoke(recipients)).json)).toEqual(['Dana Reyes']);
    expect(await statusOf('kim@contoso.example')).toBe(403);

    const nobody = [{ email: 'nobody@contoso.example' }];
    expect((await grant({ recipients: nobody, roles: ['read'] })).code).toBe(
      'invalidRequest/noResolvedUsers',
    );
    const ofAll = await client.post(`${path}/createLink`, { type: 'view', scope: 'organization' });
    const other = `${path}/permissions/${String(ofAll.json['id'])}/revokeGrants`;
    expect((await client.post(other, { grantees: dana })).status).toBe(400);
    const personal = await start({ driveType: 'personal' });
    personal.service.drive.addFile('a.txt', 'a');
    expect((await personal.client.post(`${path}/createLink`, asked)).status).toBe(400);
  });
});

describe('a shortcut on a business drive', () => {
  it('is listed, and included in delta, only on request', async () => {
    const { service, client } = await start({ driveType: 'business' });
    const dana = service.driveOf('dana@contoso.example');
    dana.addFolder('Plans');
    dana.share('Plans', 'write');
    service.drive.addFile('own.txt', 'x');
    service.drive.addShortcut('Plans', { driveId: dana.id, itemId: dana.idOf('Plans') });
    const asking = { Prefer: 'Include-Feature=AddToOneDrive' };
    const names = async (path: string, headers = {}): Promise<string[]> =>
      (await client.get(path, headers)).json['value'].map((one: { name: string }) => one.name);
    expect(await names('/me/drive/root/children')).toEqual(['own.txt']);
    expect(await names('/me/drive/root/children', asking)).toEqual(['own.txt', 'Plans']);
    expect(await names('/me/drive/root/delta')).not.toContain('Plans');
    expect(await names('/me/drive/root/delta', asking)).toContain('Plans');
    expect((await client.get('/me/drive/root:/Plans')).json['remoteItem'].id).toBe(dana.idOf('Plans'));
  });
});

describe('a user with a work account', () => {
  it('follows and unfollows items, and no longer sees revoked ones', async () => {
    const { service, client } = await start({ driveType: 'business' });
    const dana = service.driveOf('dana@contoso.example');
    dana.addFile('plan.txt', 'p');
    dana.share('plan.txt', 'read');
    service.drive.addFile('own.txt', 'x');
    const following = async (): Promise<string[]> =>
      (await client.list('/me/drive/following')).map((one) => String(one['name']));
    const remote = `/drives/${dana.id}/items/${dana.idOf('plan.txt')}`;
    expect((await client.post(`${remote}/follow`)).json['name']).toBe('plan.txt');
    expect((await client.post('/me/drive/root:/own.txt:/follow')).status).toBe(200);
    expect(await following()).toEqual(['plan.txt', 'own.txt']);
    expect((await client.list(`/drives/${service.drive.id}/following`)).length).toBe(2);
    dana.unshare('plan.txt');
    expect(await following()).toEqual(['own.txt']);
    expect((await client.post('/me/drive/root:/own.txt:/unfollow')).status).toBe(204);
    expect(await following()).toEqual([]);
    expect((await client.get('/me/drive/root')).status).toBe(200);
  });

  it('has the libraries of the team site and may write there', async () => {
    const { service, client } = await start({ driveType: 'business' });
    const libraries = await client.list('/sites/contoso.sharepoint.com,1,2/drives');
    expect(libraries.map((one) => [one['name'], one['driveType']])).toEqual([
      ['Documents', 'documentLibrary'],
      ['Policies', 'documentLibrary'],
    ]);
    const [first] = libraries;
    expect((await client.get('/groups/g1/drive')).json['id']).toBe(first?.['id']);
    expect((await client.put(`/drives/${String(first?.['id'])}/root:/a.txt:/content`, 'a')).status).toBe(201);
    expect(
      (await as(service, 'dana@contoso.example').get(`/drives/${String(first?.['id'])}/root:/a.txt`)).status,
    ).toBe(200);
  });
});
