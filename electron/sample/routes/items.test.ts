import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { start } from '../testing/start.ts';

const vectors = JSON.parse(readFileSync(new URL('../testing/vectors.json', import.meta.url), 'utf8')) as {
  pathEncoding: Record<'fromDocs' | 'encodeURIComponentPerSegment', { path: string; encoded: string }[]>;
};

describe('addressing', () => {
  it('finds the same item by every form of address', async () => {
    const { service, client } = await start();
    service.drive.addFile('A/B/note.txt', 'hello');
    const id = service.drive.idOf('A/B/note.txt');
    const drive = service.drive.id;
    const addresses = [
      `/me/drive/items/${id}`,
      `/drives/${drive}/items/${id}`,
      `/drives/${drive.toLowerCase().replace(/^0/, '')}/items/${id}`,
      '/users/alex@contoso.example/drive/root:/A/B/note.txt',
      '/drive/root:/A/B/note.txt',
      '/me/drive/root:/a/b/NOTE.TXT:',
      '/me/drive/root:/A/B/note.txt:/',
      '/me/drive/root:/A%2FB%2Fnote.txt',
      '/me/drive/root:/.%2FA%2FB%2Fnote.txt',
      `/me/drive/items/${service.drive.idOf('A')}:/B%2Fnote.txt:`,
      `/me/drive/items/${service.drive.idOf('A')}:/B/note.txt`,
      `/drives/${drive}/items/root:/A/B/note.txt`,
    ];
    for (const address of addresses) {
      const answer = await client.get(address);
      expect([address, answer.status, answer.json['id']]).toEqual([address, 200, id]);
    }
  });

  it('creates the missing folders of a path on upload, and nowhere else', async () => {
    const { service, client } = await start();
    const { drive } = service;
    drive.addFolder('Old');
    expect((await client.put('/me/drive/root:/old/New/Deep/a.txt:/content', 'x')).status).toBe(201);
    expect((await client.put(`/me/drive/items/${drive.idOf('Old')}:/Other/b.txt:/content`, 'x')).status).toBe(
      201,
    );
    const expected = [
      'Old/',
      'Old/New/',
      'Old/New/Deep/',
      'Old/New/Deep/a.txt',
      'Old/Other/',
      'Old/Other/b.txt',
    ];
    expect(drive.tree()).toEqual(expected);
    for (const answer of [
      await client.put('/me/drive/root:/Old/c:d/e.txt:/content', 'x'),
      await client.put('/me/drive/root:/Old/New/Deep/a.txt/f.txt:/content', 'x'),
      await client.get('/me/drive/root:/Old/No/No/g.txt'),
      await client.post('/me/drive/root:/Old/No/No/h.txt:/createUploadSession', {}),
    ])
      expect([400, 404]).toContain(answer.status);
    expect(drive.tree()).toEqual(expected);
  });

  it('gives the root a parent reference with only its drive', async () => {
    for (const driveType of ['personal', 'business', 'documentLibrary'] as const) {
      const { service, client } = await start({ driveType });
      const { parentReference } = (await client.get('/me/drive/root')).json;
      expect(parentReference).toEqual({ driveId: service.drive.id, driveType });
    }
  });

  it('treats ids as case-sensitive and answers 404 for missing items', async () => {
    const { service, client } = await start();
    service.drive.addFile('x.txt', 'x');
    for (const address of [
      `items/${service.drive.idOf('x.txt').toLowerCase()}`,
      'root:/y.txt',
      'root:/x.txt/z',
      'items/nothing',
    ]) {
      const answer = await client.get(`/me/drive/${address}`);
      expect([answer.status, answer.code]).toEqual([404, 'itemNotFound']);
    }
    expect((await client.get('/drives/b!unknown/root')).status).toBe(404);
  });

  it('decodes every path of the vectors, in both forms', async () => {
    const { service, client } = await start({ driveType: 'business' });
    for (const { path, encoded } of [
      ...vectors.pathEncoding.fromDocs,
      ...vectors.pathEncoding.encodeURIComponentPerSegment,
    ]) {
      service.drive.addFolder(path);
      const answer = await client.get(`/me/drive/root:/${encoded}`);
      expect([path, answer.json['id']]).toEqual([path, service.drive.idOf(path)]);
    }
  });

  it('creates special folders on request', async () => {
    const { service, client } = await start();
    const approot = await client.get('/me/drive/special/approot');
    expect(approot.json['specialFolder']).toEqual({ name: 'approot' });
    await client.put('/me/drive/special/approot:/state.json:/content', '{}');
    expect(service.drive.tree()).toEqual(['Apps/', 'Apps/Slipway/', 'Apps/Slipway/state.json']);
  });
});

describe('a document library', () => {
  it('is reached through its site and reserves "Forms" at its root', async () => {
    const { service, client } = await start({ driveType: 'documentLibrary' });
    service.drive.addFile('Shared/a.txt', 'x');
    const site = 'contoso.sharepoint.com,guid,guid';
    expect((await client.get(`/sites/${site}`)).json['displayName']).toBe('Team');
    for (const [search, names] of [
      ['*', ['Team', 'Harbour project']],
      ['tea', ['Team']],
      ['nothing', []],
    ] as const)
      expect((await client.list(`/sites?search=${search}`)).map((one) => one['displayName'])).toEqual(names);
    const [drive] = await client.list(`/sites/${site}/drives`);
    expect(drive).toMatchObject({ id: service.drive.id, driveType: 'documentLibrary', name: 'Documents' });
    const file = await client.get(`/sites/${site}/drive/root:/Shared/a.txt`);
    expect(file.json).toMatchObject({ name: 'a.txt', parentReference: { driveType: 'documentLibrary' } });
    expect((await client.post('/me/drive/root/children', { name: 'forms', folder: {} })).code).toBe(
      'invalidRequest/invalidPath',
    );
    expect(
      (await client.post('/me/drive/root:/Shared:/children', { name: 'forms', folder: {} })).status,
    ).toBe(201);
  });
});

describe('access', () => {
  it('is refused without the token of this run, with the bearer challenge', async () => {
    const { client } = await start();
    for (const token of [null, 'guess']) {
      const answer = await client.call('GET', '/me/drive', { token });
      expect([answer.status, answer.code]).toEqual([401, 'InvalidAuthenticationToken']);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    }
  });

  it('echoes the request ids in headers and in errors', async () => {
    const { client } = await start();
    const answer = await client.get('/me/drive/root:/nothing', { 'client-request-id': 'my-own-id' });
    expect(answer.headers.get('client-request-id')).toBe('my-own-id');
    expect(answer.json['error'].innerError).toMatchObject({
      'client-request-id': 'my-own-id',
      'request-id': answer.headers.get('request-id'),
    });
  });

  it('is refused to foreign hosts and browser pages, and nothing allows cross-origin reading', async () => {
    const { client } = await start();
    const page = await fetch((await client.get('/me')).json['@odata.context'] as string, {
      headers: { Origin: 'http://evil.example' },
    });
    expect(page.status).toBe(403);
    expect(page.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('changing items', () => {
  it('creates a folder and applies the conflict behavior to a taken name', async () => {
    const { service, client } = await start();
    const make = (conflict?: string) =>
      client.post('/me/drive/root/children', {
        name: 'New',
        folder: {},
        ...(conflict === undefined ? {} : { '@microsoft.graph.conflictBehavior': conflict }),
      });
    expect((await make()).status).toBe(201);
    expect(await make()).toMatchObject({ status: 409, code: 'nameAlreadyExists' });
    expect(await make('rename')).toMatchObject({ status: 201, json: { name: 'New 1' } });
    expect(service.drive.tree()).toEqual(['New 1/', 'New/']);
  });

  it('renames, moves and dates with PATCH, and keeps the id', async () => {
    const { service, client } = await start();
    service.drive.addFile('a.txt', 'a');
    service.drive.addFolder('To');
    const id = service.drive.idOf('a.txt');
    const moved = await client.patch(`/me/drive/items/${id}`, {
      name: 'b.txt',
      parentReference: { id: service.drive.idOf('To') },
      fileSystemInfo: { lastModifiedDateTime: '2020-02-03T04:05:06Z' },
    });
    expect(moved.json).toMatchObject({
      id,
      name: 'b.txt',
      fileSystemInfo: { lastModifiedDateTime: '2020-02-03T04:05:06Z' },
    });
    expect(service.drive.tree()).toEqual(['To/', 'To/b.txt']);
  });

  it('changes only the case of a name', async () => {
    const { service, client } = await start();
    service.drive.addFile('readme.txt', 'a');
    expect((await client.patch(`/me/drive/root:/readme.txt`, { name: 'README.txt' })).status).toBe(200);
    expect(service.drive.tree()).toEqual(['README.txt']);
  });

  it('refuses a taken name, the word "root" as parent, a move into itself, and bad names', async () => {
    const { service, client } = await start();
    service.drive.addFile('a.txt', 'a');
    service.drive.addFolder('F/G');
    const patch = (body: object) => client.patch('/me/drive/root:/F', body);
    expect(await patch({ name: 'A.TXT' })).toMatchObject({ status: 409 });
    expect(await patch({ parentReference: { id: 'root' } })).toMatchObject({ status: 400 });
    expect(await patch({ parentReference: { id: service.drive.idOf('F/G') } })).toMatchObject({
      status: 400,
    });
    expect(await patch({ name: 'a:b' })).toMatchObject({ status: 400, code: 'invalidRequest/invalidPath' });
    expect(await patch({ name: 'x'.repeat(256) })).toMatchObject({
      status: 400,
      code: 'invalidRequest/pathIsTooLong',
    });
  });

  it('respects If-Match on PATCH, DELETE and PUT', async () => {
    const { service, client } = await start();
    service.drive.addFile('a.txt', 'a');
    const { eTag, cTag } = (await client.get('/me/drive/root:/a.txt')).json as { eTag: string; cTag: string };
    const stale = { 'If-Match': eTag.replace(',1', ',0') };
    expect((await client.patch('/me/drive/root:/a.txt', { name: 'b.txt' }, stale)).code).toBe(
      'resourceModified/entityTagDoesNotMatch',
    );
    expect((await client.put('/me/drive/root:/a.txt:/content', 'b', stale)).status).toBe(412);
    expect((await client.remove('/me/drive/root:/a.txt', stale)).status).toBe(412);
    expect((await client.remove('/me/drive/root:/a.txt', { 'If-Match': 'bare' })).code).toBe(
      'invalidRequest/malformedEntityTag',
    );
    expect((await client.remove('/me/drive/root:/a.txt', { 'If-Match': cTag })).status).toBe(204);
  });

  it('refuses to change a locked file with 423', async () => {
    const { service, client } = await start();
    service.drive.addFile('F/open.xlsx', 'x');
    service.drive.lock('F/open.xlsx');
    expect((await client.put('/me/drive/root:/F/open.xlsx:/content', 'y')).code).toBe(
      'notAllowed/resourceLocked',
    );
    expect((await client.patch('/me/drive/root:/F/open.xlsx', { name: 'z.xlsx' })).status).toBe(423);
    expect((await client.remove('/me/drive/root:/F')).status).toBe(423);
    expect((await client.get('/me/drive/root:/F/open.xlsx:/content')).status).toBe(302);
  });

  it('moves deleted items to a bin from which a personal drive restores them under a free name', async () => {
    const { service, client } = await start();
    service.drive.addFile('F/a.txt', 'old');
    const id = service.drive.idOf('F/a.txt');
    expect((await client.remove(`/me/drive/items/${id}`)).status).toBe(204);
    expect((await client.get(`/me/drive/items/${id}`)).status).toBe(404);
    expect((await client.get('/me/drive')).json['quota']).toMatchObject({ used: 3, deleted: 3 });
    service.drive.addFile('F/a.txt', 'new');
    expect(await client.post(`/me/drive/items/${id}/restore`, {})).toMatchObject({
      status: 200,
      json: { id, name: 'a 1.txt' },
    });
    expect(service.drive.bytes('F/a 1.txt').toString()).toBe('old');
  });

  it('restores an item from a deleted folder to another place and updates the storage', async () => {
    const { service, client } = await start();
    service.drive.addFile('F/a.txt', 'four');
    service.drive.addFile('F/b.txt', 'b');
    service.drive.addFolder('G');
    const [id, folderId] = [service.drive.idOf('F/a.txt'), service.drive.idOf('F')];
    await client.remove('/me/drive/root:/F');
    expect((await client.post(`/me/drive/items/${id}/restore`, {})).status).toBe(404);
    expect(
      (
        await client.post(`/me/drive/items/${id}/restore`, {
          parentReference: { id: service.drive.idOf('G') },
        })
      ).status,
    ).toBe(200);
    expect((await client.get('/me/drive')).json['quota']).toMatchObject({ used: 5, deleted: 1 });
    expect((await client.post(`/me/drive/items/${folderId}/restore`, {})).status).toBe(200);
    expect(service.drive.tree()).toEqual(['F/', 'F/b.txt', 'G/', 'G/a.txt']);
    expect((await client.get('/me/drive')).json['quota']).toMatchObject({ used: 5, deleted: 0 });
  });

  it('can’t restore on business drives, but can delete permanently there', async () => {
    const { service, client } = await start({ driveType: 'business' });
    service.drive.addFile('a.txt', 'x');
    const id = service.drive.idOf('a.txt');
    expect((await client.post(`/drives/${service.drive.id}/items/${id}/permanentDelete`)).status).toBe(204);
    expect((await client.get('/me/drive')).json['quota']).toMatchObject({ used: 0 });
    expect((await client.post(`/me/drive/items/${id}/restore`, {})).code).toBe('notSupported');
  });
});
