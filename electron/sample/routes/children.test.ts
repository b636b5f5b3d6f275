import { describe, expect, it } from 'vitest';
import { start } from '../testing/start.ts';

describe('children', () => {
  it('come in pages of 200 that add up to the folder', async () => {
    const { service, client } = await start();
    service.drive.addFolder('Big', { files: 450 });
    const first = await client.get('/me/drive/root:/Big:/children?$select=id,name');
    expect(first.json['value']).toHaveLength(200);
    expect(Object.keys(first.json['value'][0])).toEqual(['id', 'name']);
    const all = await client.list('/me/drive/root:/Big:/children?$top=100&$select=id,name');
    expect(new Set(all.map((row) => row['id'])).size).toBe(450);
  });

  it('sort by what the kind of drive supports', async () => {
    const { service, client } = await start();
    for (const [name, size] of [
      ['b', 1],
      ['A', 3],
      ['c', 2],
    ] as const)
      service.drive.addFile(name, { sizeBytes: size });
    const names = async (order: string): Promise<string[]> =>
      (await client.list(`/me/drive/root/children?$orderby=${order}`)).map((row) => row['name'] as string);
    expect(await names('name')).toEqual(['A', 'b', 'c']);
    expect(await names('size desc')).toEqual(['A', 'c', 'b']);
    const business = await start({ driveType: 'business' });
    expect((await business.client.get('/me/drive/root/children?$orderby=size')).code).toBe(
      'invalidRequest/invalidQueryOption',
    );
  });

  it("answer 304 to the folder's tag, and 400 to a damaged paging token or an unknown property", async () => {
    const { service, client } = await start();
    service.drive.addFile('a', 'a');
    const { cTag } = (await client.get('/me/drive/root')).json;
    expect((await client.get('/me/drive/root/children', { 'If-None-Match': cTag as string })).status).toBe(
      304,
    );
    service.drive.addFile('b', 'b');
    expect((await client.get('/me/drive/root/children', { 'If-None-Match': cTag as string })).status).toBe(
      200,
    );
    expect((await client.get('/me/drive/root/children?$skipToken=junk')).status).toBe(400);
    expect((await client.get('/me/drive/root/children?$select=id,nmae')).status).toBe(400);
  });

  it('may have empty pages with a next link', async () => {
    const { service, client } = await start({ quirks: { emptyPages: true } });
    service.drive.addFolder('Big', { files: 50 });
    const first = await client.get('/me/drive/root:/Big:/children?$top=20');
    const second = await client.get(first.json['@odata.nextLink'] as string);
    expect(second.json['value']).toEqual([]);
    expect(await client.list('/me/drive/root:/Big:/children?$top=20')).toHaveLength(50);
  });

  it('vary the spelling of the drive id if configured', async () => {
    const { service, client } = await start({ quirks: { driveIdDrift: true } });
    service.drive.addFolder('F', { files: 3 });
    const rows = await client.list('/me/drive/root:/F:/children');
    expect(new Set(rows.map((row) => row['parentReference'].driveId as string)).size).toBe(3);
  });
});
