import { describe, expect, it } from 'vitest';
import { start } from '../testing/start.ts';

describe('copy', () => {
  it('is monitored on another host, first running and then done', async () => {
    const { service, client } = await start();
    service.drive.addFile('A/a.txt', 'x');
    const started = await client.post('/me/drive/root:/A:/copy', {
      name: 'B',
      parentReference: { driveId: service.drive.id, id: service.drive.rootId },
    });
    const monitor = started.headers.get('location') ?? '';
    expect([started.status, new URL(monitor).origin === new URL(service.graphUrl).origin]).toEqual([
      202,
      false,
    ]);
    expect(await client.get(monitor)).toMatchObject({ status: 202, json: { status: 'inProgress' } });
    expect((await client.get(monitor)).json).toMatchObject({
      status: 'completed',
      resourceId: service.drive.idOf('B'),
    });
    expect(service.drive.tree()).toEqual(['A/', 'A/a.txt', 'B/', 'B/a.txt']);
  });

  it('fails in the monitor if the name is taken, and at once if it is invalid', async () => {
    const { service, client } = await start({ driveType: 'business', quirks: { monitorSeeOther: true } });
    service.drive.addFile('A/a.txt', 'x');
    const copy = async (path: string, body: object, query = '') =>
      client.post(`/me/drive/root:/${path}:/copy${query}`, body);
    const monitor = (await copy('A/a.txt', {})).headers.get('location') ?? '';
    await client.get(monitor);
    expect((await client.get(monitor)).json).toMatchObject({
      status: 'failed',
      errorCode: 'nameAlreadyExists',
    });
    const renamed =
      (await copy('A/a.txt', {}, '?@microsoft.graph.conflictBehavior=rename')).headers.get('location') ?? '';
    await client.get(renamed);
    expect(await client.get(renamed)).toMatchObject({
      status: 303,
      json: { resourceId: service.drive.idOf('A/a 1.txt') },
    });
    expect((await copy('A', { parentReference: { id: service.drive.idOf('A') } })).status).toBe(400);
    expect((await copy('A', { name: 'bad?' })).code).toBe('invalidRequest/invalidPath');
  });
});

describe('versions', () => {
  it('keep old content that can be read and restored', async () => {
    const { client, service } = await start();
    for (const text of ['one', 'two', 'three']) await client.put('/me/drive/root:/a.txt:/content', text);
    const versions = await client.list('/me/drive/root:/a.txt:/versions');
    expect(versions.map((one) => [one['id'], one['size']])).toEqual([
      ['3.0', 5],
      ['2.0', 3],
      ['1.0', 3],
    ]);
    const old = await client.get('/me/drive/root:/a.txt:/versions/1.0/content');
    expect((await client.get(old.headers.get('location') ?? '')).bytes.toString()).toBe('one');
    expect((await client.post('/me/drive/root:/a.txt:/versions/1.0/restoreVersion')).status).toBe(204);
    expect(service.drive.bytes('a.txt').toString()).toBe('one');
    expect((await client.remove('/me/drive/root:/a.txt:/versions/2.0')).status).toBe(204);
    expect((await client.get('/me/drive/root:/a.txt:/versions/2.0')).status).toBe(404);
  });
});

describe('sharing', () => {
  it('lists what others share, opens it, and answers 404 to revoked items', async () => {
    for (const driveType of ['personal', 'business'] as const) {
      const { client } = await start({ content: 'showcase', driveType });
      const shared = await client.list('/me/drive/sharedWithMe');
      expect(shared.map((one) => one['name'])).toEqual([
        'HR',
        'Team offsite agenda.docx',
        'Brand assets',
        'Quarterly figures.xlsx',
      ]);
      const statuses: number[] = [];
      for (const { remoteItem } of shared)
        statuses.push(
          (
            await client.get(
              `/drives/${remoteItem.parentReference.driveId as string}/items/${remoteItem.id as string}`,
            )
          ).status,
        );
      expect(statuses).toEqual([200, 200, 200, 404]);
      expect(shared[0]?.['parentReference'] === undefined).toBe(driveType === 'business');
    }
  });

  it('lets guests write and read where permitted, and hides what is above', async () => {
    const { client } = await start({ content: 'showcase' });
    const [hr, agenda] = (await client.list('/me/drive/sharedWithMe')).map((one) => one['remoteItem']);
    const at = (item: typeof hr) =>
      `/drives/${item.parentReference.driveId as string}/items/${item.id as string}`;
    expect((await client.list(`${at(hr)}:/Forms:/children`)).length).toBe(7);
    expect((await client.put(`${at(hr)}:/Forms/new.txt:/content`, 'x')).status).toBe(201);
    expect((await client.put(`${at(agenda)}/content`, 'x')).code).toBe('accessDenied');
    expect((await client.get(`/drives/${hr.parentReference.driveId as string}/root/children`)).status).toBe(
      403,
    );
    expect((await client.get(at(hr))).json['parentReference']).toEqual({
      driveId: hr.parentReference.driveId,
      driveType: 'personal',
    });
  });

  it('creates a link once and opens it as a share', async () => {
    const { service, client } = await start();
    service.drive.addFile('F/a.txt', 'x');
    const link = () => client.post('/me/drive/root:/F:/createLink', { type: 'view' });
    const made = await link();
    expect([made.status, (await link()).status]).toEqual([201, 200]);
    const url = made.json['link'].webUrl as string;
    const id = `u!${Buffer.from(url).toString('base64url')}`;
    expect((await client.get(`/shares/${id}/driveItem`, { Prefer: 'redeemSharingLink' })).json['id']).toBe(
      service.drive.idOf('F'),
    );
    expect((await client.get(`/shares/${id}`)).json['name']).toBe('F');
    expect(await client.list(`/shares/${id}/driveItem/children`)).toHaveLength(1);
    expect((await client.get('/shares/u!bm90aGluZw/driveItem')).status).toBe(404);
    expect((await client.get('/me/drive/root:/F')).json['shared']).toMatchObject({ scope: 'anonymous' });
  });

  it('invites, shows, changes and removes permissions, inherited ones only where they were granted', async () => {
    for (const driveType of ['personal', 'business'] as const) {
      const { service, client } = await start({ driveType });
      service.drive.addFile('F/a.txt', 'x');
      const invited = await client.post('/me/drive/root:/F:/invite', {
        recipients: [{ email: 'guest@fabrikam.example' }],
        roles: ['read'],
        requireSignIn: true,
      });
      const id = invited.json['value'][0].id as string;
      expect((await client.list('/me/drive/root:/F/a.txt:/permissions')).map((one) => one['roles'])).toEqual([
        ['owner'],
        ['read'],
      ]);
      expect(
        (await client.patch(`/me/drive/root:/F:/permissions/${id}`, { roles: ['write'] })).json['roles'],
      ).toEqual(['write']);
      expect((await client.remove(`/me/drive/root:/F/a.txt:/permissions/${id}`)).status).toBe(403);
      expect((await client.remove(`/me/drive/root:/F:/permissions/${id}`)).status).toBe(204);
      expect(await client.list('/me/drive/root:/F:/permissions')).toHaveLength(1);
    }
  });

  it('refuses links and invitations that the organization or the service forbids', async () => {
    const { service, client } = await start({
      driveType: 'business',
      quirks: { forbidsAnonymousLinks: true, refusesInvitations: true },
    });
    service.drive.addFile('a.txt', 'x');
    expect(
      (await client.post('/me/drive/root:/a.txt:/createLink', { type: 'view', scope: 'anonymous' })).code,
    ).toBe('accessDenied/sharingDisabled');
    expect(
      (await client.post('/me/drive/root:/a.txt:/createLink', { type: 'edit' })).json['link'],
    ).toMatchObject({ scope: 'organization' });
    expect(
      (
        await client.post('/me/drive/root:/a.txt:/invite', {
          recipients: [{ email: 'a@b.example' }],
          roles: ['read'],
        })
      ).code,
    ).toBe('invalidRequest/sharingFailed');
  });
});

describe('search', () => {
  it('finds names in a folder and, at the drive, what others share', async () => {
    const { client } = await start({ content: 'showcase' });
    const below = await client.list(`/me/drive/root:/Finance:/search(q='invoice northwind')?$top=5`);
    expect(below.length).toBeGreaterThan(5);
    const all = await client.list(`/me/drive/search(q='hr')`);
    expect(all.some((one) => one['remoteItem'] !== undefined)).toBe(true);
    expect(await client.list(`/me/drive/root/search(q='${encodeURIComponent("adele''s")}')`)).toHaveLength(1);
  });

  it('lags behind if configured, and has a second form for work accounts', async () => {
    const { service, client } = await start({
      driveType: 'business',
      content: 'showcase',
      startAt: Date.UTC(2027, 0, 1),
      quirks: { searchLagMs: 60_000 },
    });
    service.drive.addFile('brand new.txt', 'x');
    expect(await client.list(`/me/drive/root/search(q='brand new')`)).toEqual([]);
    service.clock.advance(60_000);
    expect(await client.list(`/me/drive/root/search(q='brand new')`)).toHaveLength(1);
    const page = await client.post('/search/query', {
      requests: [{ entityTypes: ['driveItem'], query: { queryString: 'filetype:pdf' }, from: 0, size: 10 }],
    });
    expect(page.json['value'][0].hitsContainers[0]).toMatchObject({
      moreResultsAvailable: true,
      hits: expect.objectContaining({ length: 10 }),
    });
  });
});

describe('$batch', () => {
  it('answers each part separately, and 424 to parts that depend on a failed one', async () => {
    const { service, client } = await start();
    service.drive.addFile('a.txt', 'x');
    const { json } = await client.post('/$batch', {
      requests: [
        { id: '1', method: 'GET', url: '/me/drive/root:/a.txt?$select=name' },
        {
          id: '2',
          method: 'PATCH',
          url: '/me/drive/root:/a.txt',
          headers: { 'Content-Type': 'application/json' },
          body: { name: 'b.txt' },
        },
        { id: '3', method: 'DELETE', url: '/me/drive/root:/nothing' },
        { id: '4', dependsOn: ['3'], method: 'DELETE', url: '/me/drive/root:/b.txt' },
        { id: '5', method: 'GET', url: 'me/drive/root:/b.txt:/content' },
      ],
    });
    expect((json['responses'] as { status: number }[]).map((one) => one.status)).toEqual([
      200, 200, 404, 424, 302,
    ]);
    expect(service.drive.tree()).toEqual(['b.txt']);
    const many = Array.from({ length: 21 }, (_, at) => ({ id: String(at), method: 'GET', url: '/me' }));
    expect((await client.post('/$batch', { requests: many })).status).toBe(400);
  });
});

describe('thumbnails', () => {
  it('are small real pictures behind pre-signed URLs', async () => {
    const { client } = await start({ content: 'showcase' });
    const [picture] = await client.list(
      '/me/drive/root:/Pictures/City at night:/children?$expand=thumbnails&$top=1',
    );
    const small = picture?.['thumbnails'][0].small as { width: number; height: number; url: string };
    const png = (await client.get(small.url)).bytes;
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([small.width, small.height]);
    expect(Math.max(small.width, small.height)).toBe(96);
    expect(
      (
        await client.get(
          '/me/drive/root:/Pictures/City at night/Bridge lights.png:/thumbnails/0/c200x100_crop',
        )
      ).json['width'],
    ).toBeLessThanOrEqual(200);
    expect(await client.list('/me/drive/root:/Finance:/thumbnails')).toEqual([]);
  });
});

describe('what few clients ask for', () => {
  it('lists the special folders that were used', async () => {
    const { client } = await start();
    expect(await client.list('/me/drive/special')).toEqual([]);
    for (const name of ['documents', 'approot']) await client.get(`/me/drive/special/${name}`);
    expect(
      (await client.list('/me/drive/special')).map(({ name, specialFolder }) => [name, specialFolder]),
    ).toEqual([
      ['Documents', { name: 'documents' }],
      ['Slipway', { name: 'approot' }],
    ]);
    expect((await client.get('/me/drive/items')).status).toBe(400);
  });

  it('shows who has access through a link, and its picture', async () => {
    const { client, service } = await start({ content: 'showcase', driveType: 'business' });
    const { drive } = service;
    const item = `/drives/${drive.id}/items/${drive.idOf('Pictures/City at night/Bridge lights.png')}`;
    const link = await client.post(`${item}/createLink`, { type: 'view', scope: 'organization' });
    const { webUrl } = link.json['link'] as { webUrl: string };
    const share = `/shares/u!${Buffer.from(webUrl).toString('base64url')}`;
    expect(await client.list(`${share}/driveItem/permissions`)).toEqual(
      await client.list(`${item}/permissions`),
    );
    const sets = await client.list(`${share}/driveItem/thumbnails`);
    expect(sets).toMatchObject([{ id: '0' }]);
  });

  it('has no subscriptions, because webhooks can’t reach loopback', async () => {
    const { client } = await start();
    expect(await client.list('/subscriptions')).toEqual([]);
    const answers = [
      await client.get('/subscriptions/x'),
      await client.patch('/subscriptions/x', { expirationDateTime: '2030-01-01T00:00:00Z' }),
      await client.remove('/subscriptions/x'),
    ];
    expect(answers.map(({ status, code }) => [status, code])).toEqual(
      answers.map(() => [404, 'ResourceNotFound']),
    );
  });
});
