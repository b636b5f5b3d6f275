import { describe, expect, it } from 'vitest';
import { start } from '../testing/start.ts';

describe('quirks of real drives', () => {
  it('sharedWithMe is retired in stages: full, one entry, none, gone', async () => {
    const { service, client } = await start({ content: 'showcase' });
    const counts: number[] = [];
    for (const state of ['full', 'degraded', 'empty'] as const) {
      service.world.quirks.sharedWithMe = state;
      counts.push((await client.list('/me/drive/sharedWithMe')).length);
    }
    expect(counts).toEqual([4, 1, 0]);
    service.world.quirks.sharedWithMe = 'gone';
    expect((await client.get('/me/drive/sharedWithMe')).code).toBe('notSupported');
  });

  it('items come without hashes, and notebooks without bytes', async () => {
    const { client } = await start({ content: 'showcase', quirks: { noHashes: true } });
    const rows = await client.list('/me/drive/root/children');
    const files = rows.filter((row) => row['file'] !== undefined);
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((row) => row['file'].hashes !== undefined)).toEqual([]);
    expect((await client.get('/me/drive/root:/Recipes:/content')).code).toBe('notSupported');
  });

  it('download URLs redirect to a second one, and files come without one', async () => {
    const { service, client } = await start({ quirks: { downloadHops: 2 } });
    service.drive.addFile('a.txt', 'content');
    const visited: number[] = [];
    let at = (await client.get('/me/drive/root:/a.txt')).json['@microsoft.graph.downloadUrl'] as string;
    for (let answer = await client.get(at); ; answer = await client.get(at)) {
      visited.push(answer.status);
      if (answer.status !== 302) break;
      at = answer.headers.get('location') ?? '';
    }
    expect(visited).toEqual([302, 302, 200]);
    service.world.quirks.hidesDownloadUrls = true;
    const select = '$select=id,@microsoft.graph.downloadUrl';
    for (const query of ['', select]) {
      const item = (await client.get(`/me/drive/root:/a.txt?${query}`)).json;
      expect(item['@microsoft.graph.downloadUrl']).toBeUndefined();
    }
    expect((await client.get('/me/drive/root:/a.txt:/content')).headers.get('location')).toContain('http');
  });

  it.each(['1950-03-04T05:06:07Z', '0001-01-01T00:00:00Z', '2106-02-07T06:28:16Z'])(
    'times may be as odd as %s',
    async (modified) => {
      const { service, client } = await start();
      service.drive.addFile('a.txt', 'x');
      service.drive.setTimes('a.txt', { modified, created: modified });
      const { fileSystemInfo } = (await client.get('/me/drive/root:/a.txt')).json;
      expect(fileSystemInfo).toEqual({ lastModifiedDateTime: modified, createdDateTime: modified });
    },
  );

  it('new folders and new files are not found at once, neither by address nor in a list', async () => {
    const { service, client } = await start({ quirks: { newFolder404: 2, newFile404: 1 } });
    const folder = (await client.post('/me/drive/root/children', { name: 'New', folder: {} })).json;
    const path = `/me/drive/items/${folder['id'] as string}:/a.txt:/content`;
    expect(await client.list('/me/drive/root/children')).toEqual([]);
    expect([(await client.put(path, 'x')).status, (await client.put(path, 'x')).status]).toEqual([404, 201]);
    const check = async (): Promise<number> => (await client.get('/me/drive/root:/New/a.txt')).status;
    expect([await check(), await check()]).toEqual([404, 200]);
    expect(service.drive.tree()).toEqual(['New/', 'New/a.txt']);
  });

  it('the Personal Vault can’t be opened and is omitted for callers who ask for shortcuts', async () => {
    const { service, client } = await start();
    service.drive.addPersonalVault();
    const [vault] = await client.list('/me/drive/root/children');
    expect(vault).toMatchObject({ name: 'Personal Vault', specialFolder: { name: 'vault' } });
    const children = await client.get(`/me/drive/items/${vault?.['id'] as string}/children`);
    expect([children.status, children.code]).toEqual([400, 'invalidRequest/invalidResourceId']);
    expect(children.json['error'].message).toBe('ObjectHandle is Invalid');
    const asking = { Prefer: 'Include-Feature=AddToOneDrive' };
    const { json } = await client.get('/me/drive/root/children', asking);
    expect(json['value']).toEqual([]);
    const changes = await client.get('/me/drive/root/delta', asking);
    expect(changes.json['value'].map((row: { name: string }) => row.name)).toEqual(['root']);
  });
});
