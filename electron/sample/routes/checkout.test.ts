import { describe, expect, it } from 'vitest';
import { DANA } from '../model/people.ts';
import { createTestClient } from '../testing/client.ts';
import { start } from '../testing/start.ts';

const shareOf = (json: Record<string, { webUrl: string }>): string =>
  `/shares/u!${Buffer.from(json['link']?.webUrl ?? '').toString('base64url')}/driveItem`;

describe('check-out', () => {
  it('keeps others from changing a file until it is checked in', async () => {
    const { service, client } = await start({ driveType: 'business' });
    service.drive.addFile('a.docx', 'old');
    service.drive.share('a.docx', 'write', DANA.email);
    const dana = createTestClient(service, service.tokens.issue(DANA));
    const item = `/drives/${service.drive.id}/items/${service.drive.idOf('a.docx')}`;
    expect((await client.post(`${item}/checkout`)).status).toBe(204);
    expect((await client.get(`${item}?$select=id,publication`)).json['publication']).toMatchObject({
      level: 'checkout',
      checkedOutBy: { user: { displayName: 'Alex Sample' } },
    });
    expect((await client.get(item)).json['publication']).toBeUndefined();
    expect((await dana.put(`${item}/content`, 'hers')).code).toBe('notAllowed/resourceLocked');
    expect((await dana.post(`${item}/checkout`)).status).toBe(423);
    expect((await dana.post(`${item}/discardCheckout`)).status).toBe(423);
    expect((await client.put(`${item}/content`, 'new')).status).toBe(200);
    expect((await client.post(`${item}/checkin`, { comment: 'done' })).status).toBe(204);
    expect((await dana.put(`${item}/content`, 'hers')).status).toBe(200);
    expect((await client.post(`${item}/checkin`, {})).status).toBe(400);
  });

  it('can be discarded, which restores the old content, and is not available on personal drives', async () => {
    const { service, client } = await start({ driveType: 'business' });
    service.drive.addFile('a.docx', 'old');
    await client.post('/me/drive/root:/a.docx:/checkout');
    await client.put('/me/drive/root:/a.docx:/content', 'new');
    expect((await client.post('/me/drive/root:/a.docx:/discardCheckout')).status).toBe(204);
    expect(service.drive.bytes('a.docx').toString()).toBe('old');
    expect((await client.get('/me/drive/root:/a.docx?$select=publication')).json['publication'].level).toBe(
      'published',
    );
    const personal = await start();
    personal.service.drive.addFile('a.docx', 'x');
    expect((await personal.client.post('/me/drive/root:/a.docx:/checkout')).code).toBe('notSupported');
  });
});

describe('related data of an item', () => {
  it('includes permissions and versions, one by one and in lists, and a preview page', async () => {
    const { service, client } = await start({ driveType: 'business' });
    await client.put('/me/drive/root:/a.txt:/content', 'one');
    await client.put('/me/drive/root:/a.txt:/content', 'three');
    await client.post('/me/drive/root:/a.txt:/createLink', { type: 'view', scope: 'organization' });
    const item = await client.get('/me/drive/root:/a.txt?$select=id&$expand=permissions,versions');
    expect(item.json['permissions'].map((one: { roles: string[] }) => one.roles)).toEqual([
      ['owner'],
      ['read'],
    ]);
    expect(item.json['versions'].map((one: { size: number }) => one.size)).toEqual([5, 3]);
    const [row] = await client.list('/me/drive/root/children?$expand=versions($select=id)');
    expect(row?.['versions']).toHaveLength(2);
    const { getUrl } = (await client.post('/me/drive/root:/a.txt:/preview', {})).json as { getUrl: string };
    expect((await client.get(getUrl)).bytes.toString()).toContain('a.txt');
    expect((await client.post('/me/drive/root/preview', {})).status).toBe(400);
    expect(service.bugs).toEqual([]);
  });
});

describe('expired access', () => {
  it('a token that Graph challenges: 401 with the claims to request, and a new token is accepted', async () => {
    const { service, client } = await start();
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}';
    service.tokens.challenge(service.accessToken, claims);
    const refused = await client.get('/me/drive');
    const header = refused.headers.get('www-authenticate') ?? '';
    expect([refused.status, header.includes('error="insufficient_claims"')]).toEqual([401, true]);
    expect(Buffer.from(/claims="([^"]+)"/.exec(header)?.[1] ?? '', 'base64').toString()).toBe(claims);
    const fresh = service.tokens.issue(service.world.mine.owner);
    expect((await createTestClient(service, fresh).get('/me/drive')).status).toBe(200);
  });

  it('the credential in an upload URL, before its session: 403', async () => {
    const { service, client } = await start({ startAt: 0, quirks: { uploadUrlLifeMs: 60_000 } });
    const session = await client.post('/me/drive/root:/a.bin:/createUploadSession', {});
    const url = session.json['uploadUrl'] as string;
    expect((await client.get(url)).status).toBe(200);
    service.clock.advance(60_000);
    expect(Date.parse(session.json['expirationDateTime'] as string)).toBeGreaterThan(service.clock.now());
    expect((await client.get(url)).code).toBe('accessDenied');
  });

  it('an expired link, and a deleted link: 404', async () => {
    const { service, client } = await start({ driveType: 'business', startAt: Date.UTC(2026, 0, 1) });
    service.drive.addFile('a.txt', 'x');
    const link = async (body: object) => (await client.post('/me/drive/root:/a.txt:/createLink', body)).json;
    const dated = await link({
      type: 'view',
      scope: 'organization',
      expirationDateTime: '2026-01-02T00:00:00Z',
    });
    const deleted = await link({ type: 'edit', scope: 'organization' });
    expect([(await client.get(shareOf(dated))).status, (await client.get(shareOf(deleted))).status]).toEqual([
      200, 200,
    ]);
    service.clock.advance(48 * 3_600_000);
    await client.remove(`/me/drive/root:/a.txt:/permissions/${deleted['id'] as string}`);
    expect([(await client.get(shareOf(dated))).status, (await client.get(shareOf(deleted))).status]).toEqual([
      404, 404,
    ]);
  });

  it('no webhooks, since loopback can’t be called back', async () => {
    const { client } = await start();
    const body = {
      changeType: 'updated',
      notificationUrl: 'https://app.example/hook',
      resource: '/me/drive/root',
      expirationDateTime: '2030-01-01T00:00:00Z',
      clientState: 'x',
    };
    expect((await client.post('/subscriptions', body)).code).toBe('invalidRequest');
  });
});

describe('a sharing link', () => {
  it.each([
    ['personal', 'https://1drv.ms/f/s!', 'https://1drv.ms/t/s!'],
    [
      'business',
      'https://contoso-my.sharepoint.com/:f:/g/personal/alex_contoso_example/E',
      'https://contoso-my.sharepoint.com/:t:/g/personal/alex_contoso_example/E',
    ],
    [
      'documentLibrary',
      'https://contoso.sharepoint.com/:f:/s/team/E',
      'https://contoso.sharepoint.com/:t:/s/team/E',
    ],
  ] as const)('names the site and the kind of its item: %s', async (driveType, toFolder, toFile) => {
    const { service, client } = await start({ driveType });
    service.drive.addFile('F/a.txt', 'x');
    const root = driveType === 'documentLibrary' ? `/drives/${service.drive.id}/root` : '/me/drive/root';
    const urlOf = async (path: string) => {
      const { json } = await client.post(`${root}:${path}:/createLink`, { type: 'view', scope: 'anonymous' });
      return (json as { link: { webUrl: string } }).link.webUrl;
    };
    expect(await urlOf('/F')).toMatch(toFolder);
    expect(await urlOf('/F/a.txt')).toMatch(toFile);
  });

  it('grants lasting access when redeemed, and only for the request with redeemSharingLinkIfNecessary', async () => {
    const { service, client } = await start({ driveType: 'business' });
    service.drive.addFile('a.txt', 'x');
    const { link } = (
      await client.post('/me/drive/root:/a.txt:/createLink', { type: 'view', scope: 'organization' })
    ).json as { link: { webUrl: string } };
    const dana = createTestClient(service, service.tokens.issue(DANA));
    const share = `/shares/u!${Buffer.from(link.webUrl).toString('base64url')}/driveItem`;
    const item = `/drives/${service.drive.id}/items/${service.drive.idOf('a.txt')}`;
    expect((await dana.get(share, { Prefer: 'redeemSharingLinkIfNecessary' })).status).toBe(200);
    expect((await dana.get(item)).status).toBe(404);
    expect((await dana.get(share, { Prefer: 'redeemSharingLink' })).status).toBe(200);
    expect((await dana.get(item)).status).toBe(200);
  });
});
