import { describe, expect, it } from 'vitest';
import type { Json, TestClient } from '../testing/client.ts';
import { start } from '../testing/start.ts';

async function follow(client: TestClient, from: string): Promise<{ rows: Json[]; link: string }> {
  const rows: Json[] = [];
  for (let next = from; ;) {
    const { json } = await client.get(next);
    rows.push(...(json['value'] as Json[]));
    if (json['@odata.deltaLink'] !== undefined) return { rows, link: json['@odata.deltaLink'] as string };
    next = json['@odata.nextLink'] as string;
  }
}

describe('items generated on access', () => {
  it('are counted, paged and listed in order, each once', async () => {
    const { service, client } = await start();
    service.drive.addFolder('Big', { files: 4500, sizeBytes: 10 });
    expect((await client.get('/me/drive/root:/Big')).json).toMatchObject({
      size: 45_000,
      folder: { childCount: 4500 },
    });
    const names = (await client.list('/me/drive/root:/Big:/children?$top=1000&$select=id,name')).map(
      (row) => row['name'] as string,
    );
    expect([names.length, new Set(names).size]).toEqual([4500, 4500]);
    expect(names).toEqual([...names].sort());
  });

  it('form a tree that delta lists once, parents first, and that search covers', async () => {
    const { service, client } = await start();
    service.drive.addFolder('', { folders: 30, files: 49 });
    const { rows, link } = await follow(client, '/me/drive/root/delta?$top=400&$select=id,parentReference');
    const seen = new Set<string>();
    for (const row of rows) {
      if (seen.size > 0) expect(seen.has(row['parentReference'].id as string)).toBe(true);
      seen.add(row['id'] as string);
    }
    expect([rows.length, seen.size]).toEqual([1501, 1501]);
    expect((await follow(client, link)).rows).toEqual([]);
    expect(await client.list("/me/drive/root/search(q='file 49.txt')")).toHaveLength(30);
  });

  it('appear in a delta that started before them', async () => {
    const { service, client } = await start();
    service.drive.addFile('before.txt', 'x');
    const { link } = await follow(client, '/me/drive/root/delta');
    service.drive.addFolder('Big', { files: 500 });
    service.drive.addFile('after.txt', 'x');
    const names = (await follow(client, `${link}&$top=150`)).rows.map((row) => row['name'] as string);
    expect([
      names.length,
      new Set(names).size,
      names.includes('file 500.txt'),
      names.includes('after.txt'),
      names.includes('before.txt'),
    ]).toEqual([503, 503, true, true, false]);
  });

  it('are renamed, replaced, moved, deleted and restored like any others', async () => {
    const { service, client } = await start();
    service.drive.addFolder('A', { folders: 3, files: 4, sizeBytes: 100 });
    const { link } = await follow(client, '/me/drive/root/delta');
    const moved = await client.patch('/me/drive/root:/A/folder 1/file 2.txt', {
      name: 'kept.txt',
      parentReference: { id: service.drive.idOf('A/folder 2') },
    });
    expect((await client.put('/me/drive/root:/A/folder 1/file 3.txt:/content', 'new')).status).toBe(200);
    const gone = service.drive.idOf('A/folder 3');
    expect((await client.remove(`/me/drive/items/${gone}`)).status).toBe(204);
    const { rows } = await follow(client, link);
    expect(rows.filter((row) => row['deleted'] !== undefined)).toHaveLength(5);
    expect(rows.find((row) => row['name'] === 'kept.txt')?.['id']).toBe(moved.json['id']);
    expect((await client.get('/me/drive')).json['quota']).toMatchObject({
      used: 4 * 100 + 3 * 100 + 3 + 4 * 100,
      deleted: 400,
    });
    expect(
      (await client.list('/me/drive/root:/A/folder 1:/children')).map((row) => [row['name'], row['size']]),
    ).toEqual([
      ['file 1.txt', 100],
      ['file 3.txt', 3],
      ['file 4.txt', 100],
    ]);
    expect((await client.put('/me/drive/root:/A/folder 1/file 2.txt:/content', 'again')).status).toBe(201);
    expect((await client.post(`/me/drive/items/${gone}/restore`, {})).status).toBe(200);
    expect(service.drive.tree('A')).toHaveLength(3 + 12 + 1);
    expect(
      (
        await client.put(
          '/me/drive/root:/A/folder 3/FILE 4.TXT:/content?@microsoft.graph.conflictBehavior=fail',
          'x',
        )
      ).status,
    ).toBe(409);
  });

  it('keep their ids, tags and bytes between reads', async () => {
    const { service, client } = await start({ driveType: 'business' });
    service.drive.addFolder('A', { files: 10 });
    const [first] = await client.list('/me/drive/root:/A:/children');
    const again = (await client.get(`/me/drive/items/${first?.['id'] as string}`)).json;
    expect([again['name'], again['eTag'], again['file'].hashes]).toEqual([
      first?.['name'],
      first?.['eTag'],
      first?.['file'].hashes,
    ]);
    expect((await client.get(again['@microsoft.graph.downloadUrl'] as string)).bytes).toHaveLength(1000);
  });

  it('use almost no memory: a drive of a million', async () => {
    const { service, client } = await start();
    const before = process.memoryUsage().heapUsed;
    service.drive.addFolder('', { folders: 1000, files: 999 });
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
    expect((await client.get('/me/drive/root')).json['folder'].childCount).toBe(1000);
    expect((await client.get('/me/drive/root:/folder 1000/file 999.txt')).json['size']).toBe(1000);
    const page = await client.get('/me/drive/root/delta?$top=1000');
    expect(page.json['value']).toHaveLength(1000);
  });
});
