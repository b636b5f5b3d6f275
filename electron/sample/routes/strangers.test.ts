import { describe, expect, it } from 'vitest';
import { start } from '../testing/start.ts';

describe('URLs of generated clients', () => {
  it('may encode the syntax of paths', async () => {
    const { service, client } = await start();
    service.drive.addFile("A/it's 100%.txt", 'hello');
    const drive = service.drive.id;
    const file = await client.get(`/drives/${drive}/items/root%3A%2FA%2Fit's%20100%25.txt%3A`);
    expect(file.json['name']).toBe("it's 100%.txt");
    const sent = await client.put(`/drives/${drive}/items/root%3A%2FA%2Fb.txt%3A/content`, 'b');
    expect([sent.status, service.drive.tree('A')]).toEqual([201, ['b.txt', "it's 100%.txt"]]);
    const names = async (path: string): Promise<string[]> =>
      (await client.list(path)).map((row) => row['name'] as string);
    expect(await names('/me/drive/root/search%28q=%27it%27%27s%27%29')).toEqual(["it's 100%.txt"]);
    expect(await names('/me/drive/root/search(q%3D%27100%25%27)')).toEqual(["it's 100%.txt"]);
    const latest = await client.get('/me/drive/root/delta(token=%27latest%27)');
    expect((await client.get(latest.json['@odata.deltaLink'] as string)).json['value']).toEqual([]);
    expect((await client.post('/%24batch', { requests: [] })).code).toBe('invalidRequest');
    expect(
      (await client.post('/$batch', { requests: [{ id: '1', method: 'GET', url: '/me' }] })).status,
    ).toBe(200);
  });

  it('are refused, without a bug, if they are not encoded correctly', async () => {
    const { client } = await start();
    for (const path of [
      "/me/drive/root/search(q='100%')",
      "/me/drive/root/delta(token='%')",
      '/users/%zz',
      '/drives/%E0%A4/root',
      '/shares/%',
      '/me/drive/root/permissions/%ff',
    ])
      expect([path, (await client.get(path)).status]).toEqual([path, 400]);
  });

  it('may omit the dollar signs, and name actions with their namespace', async () => {
    const { service, client } = await start({ driveType: 'business' });
    service.drive.addFile('a.txt', 'a');
    const { json } = await client.get('/me/drive/root?select=id,name&expand=children(select=name)');
    expect(Object.keys(json).sort()).toEqual(['@odata.context', 'children', 'id', 'name']);
    expect(json['children']).toEqual([{ name: 'a.txt' }]);
    expect((await client.get('/me/drive/root/children?top=1')).json['value']).toHaveLength(1);
    expect((await client.post('/me/drive/root:/a.txt:/microsoft.graph.permanentDelete')).status).toBe(204);
  });
});

describe('lists', () => {
  it('filter by name and kind, count, and refuse what they do not understand', async () => {
    const { service, client } = await start();
    service.drive.addFolder('Folder and more');
    for (const name of ['a.txt', 'b.txt', "o'c.txt"]) service.drive.addFile(name, 'x');
    const names = async (filter: string): Promise<string[]> =>
      (await client.list(`/me/drive/root/children?$filter=${encodeURIComponent(filter)}`)).map(
        (row) => row['name'] as string,
      );
    expect(await names("name eq 'A.TXT'")).toEqual(['a.txt']);
    expect(await names("name eq 'o''c.txt' or name eq 'Folder and more'")).toEqual([
      'Folder and more',
      "o'c.txt",
    ]);
    expect(await names("file ne null and startswith(name,'b')")).toEqual(['b.txt']);
    expect(await names('folder ne null')).toEqual(['Folder and more']);
    const counted = await client.get('/me/drive/root/children?$count=true&$top=1');
    expect([counted.json['@odata.count'], counted.json['value'].length]).toEqual([4, 1]);
    for (const options of [
      '$filter=size gt 3',
      "$filter=name eq 'a' and file ne null or folder ne null",
      '$skip=1',
    ])
      expect((await client.get(`/me/drive/root/children?${options}`)).code).toBe(
        'invalidRequest/invalidQueryOption',
      );
  });

  it('expand children with their own thumbnails', async () => {
    const { client } = await start({ content: 'showcase' });
    const [picture] = await client.list("/me/drive/root/search(q='.png')");
    const { json } = await client.get(
      `/me/drive/items/${picture?.['parentReference'].id as string}?$expand=children($select=id,name;$expand=thumbnails($select=small))&$select=id`,
    );
    const sets = (json['children'] as { thumbnails: object[][] }[]).flatMap((child) => child.thumbnails);
    expect(sets.length).toBeGreaterThan(0);
    expect(Object.keys(sets[0] ?? {})).toEqual(['id', 'small']);
    expect((await client.get('/me/drive/root?$expand=children($select=id')).status).toBe(400);
  });

  it('of search results are sorted and expanded as requested', async () => {
    const { service, client } = await start();
    for (const [name, size] of [
      ['hit a', 1],
      ['hit b', 3],
      ['hit c', 2],
    ] as const)
      service.drive.addFile(name, { sizeBytes: size });
    const hits = await client.list(
      "/me/drive/root/search(q='hit')?$orderby=size desc&$expand=thumbnails&$top=2",
    );
    expect(hits.map((hit) => [hit['name'], hit['thumbnails']])).toEqual([
      ['hit b', []],
      ['hit c', []],
      ['hit a', []],
    ]);
    expect((await client.get("/me/drive/root/search(q='hit')?$orderby=mood")).status).toBe(400);
  });
});

describe('a place named by path', () => {
  it('is the target of a move, a copy and a restore', async () => {
    const { service, client } = await start();
    service.drive.addFile('a.txt', 'a');
    service.drive.addFolder('B/C 100%');
    const moved = await client.patch('/me/drive/root:/a.txt', {
      parentReference: { path: '/drive/root:/B/C%20100%25' },
    });
    expect([moved.status, service.drive.tree('B')]).toEqual([200, ['C 100%/', 'C 100%/a.txt']]);
    const path = `/drives/${service.drive.id}/root:/B`;
    await client.post('/me/drive/root:/B/C%20100%25/a.txt:/copy', {
      parentReference: { path },
      name: 'b.txt',
    });
    expect(service.drive.tree('B')).toContain('b.txt');
    const id = service.drive.idOf('B/b.txt');
    await client.remove(`/me/drive/items/${id}`);
    await client.post(`/me/drive/items/${id}/restore`, { parentReference: { path: '/drive/root:' } });
    expect(service.drive.tree()).toContain('b.txt');
  });

  it('is never replaced by the root', async () => {
    const { service, client } = await start();
    service.drive.addFile('A/a.txt', 'a');
    for (const [path, status] of [
      ['/drive/root:/Nowhere', 404],
      ['/drive/root:/A/a.txt', 400],
      ['Nowhere', 400],
    ] as const) {
      const reference = { parentReference: { path } };
      expect((await client.patch('/me/drive/root:/A/a.txt', reference)).status).toBe(status);
      expect((await client.post('/me/drive/root:/A/a.txt:/copy', reference)).status).toBe(status);
    }
    expect(service.drive.tree()).toEqual(['A/', 'A/a.txt']);
  });
});

describe('a rename onto a name that is taken', () => {
  it('fails, replaces or renames as requested, and never replaces a folder that contains it', async () => {
    const { service, client } = await start();
    for (const name of ['a.txt', 'b.txt', 'c.txt']) service.drive.addFile(name, name);
    const rename = (name: string, conflict: string) =>
      client.patch(`/me/drive/root:/${name}`, {
        name: 'c.txt',
        '@microsoft.graph.conflictBehavior': conflict,
      });
    expect((await rename('a.txt', 'fail')).code).toBe('nameAlreadyExists');
    expect((await rename('a.txt', 'rename')).json['name']).toBe('c 1.txt');
    expect((await rename('b.txt', 'replace')).json['name']).toBe('c.txt');
    expect([service.drive.tree(), service.drive.bytes('c.txt').toString()]).toEqual([
      ['c 1.txt', 'c.txt'],
      'b.txt',
    ]);
    service.drive.addFile('F/F/x.txt', 'x');
    const up = {
      parentReference: { id: service.drive.rootId },
      '@microsoft.graph.conflictBehavior': 'replace',
    };
    expect((await client.patch('/me/drive/root:/F/F', up)).code).toBe('nameAlreadyExists');
  });
});

describe('a batch', () => {
  it('is refused as a whole if it is ambiguous', async () => {
    const { service, client } = await start();
    const post = { method: 'POST', url: '/me/drive/root/children', body: { name: 'F', folder: {} } };
    const json = { 'Content-Type': 'application/json' };
    const batch = async (...requests: object[]) => (await client.post('/$batch', { requests })).status;
    expect(await batch({ id: '1', ...post })).toBe(400);
    expect(await batch({ id: '1', dependsOn: ['2'], ...post, headers: json })).toBe(400);
    expect(await batch({ id: '1', method: 'GET', url: '/me' }, { id: '1', method: 'GET', url: '/me' })).toBe(
      400,
    );
    expect(service.drive.tree()).toEqual([]);
    expect(
      await batch(
        { id: 'a', method: 'GET', url: '/me' },
        { id: 'b', dependsOn: ['A'], ...post, headers: json },
      ),
    ).toBe(200);
    expect(service.drive.tree()).toEqual(['F/']);
  });
});

describe('links and thumbnails', () => {
  it('lead to content and to one set', async () => {
    const { client } = await start({ content: 'showcase' });
    const [picture] = await client.list("/me/drive/root/search(q='.png')");
    const item = `/me/drive/items/${picture?.['id'] as string}`;
    const link = (await client.post(`${item}/createLink`, { type: 'view', scope: 'anonymous' })).json;
    const content = await client.get(`/shares/${link['shareId'] as string}/driveItem/content`);
    expect(content.status).toBe(302);
    expect((await client.get(content.headers.get('location') ?? '')).status).toBe(200);
    const set = await client.get(`${item}/thumbnails/0?$select=small,c30x30_crop`);
    expect(Object.keys(set.json)).toEqual(['id', 'small', 'c30x30_crop']);
  });
});
