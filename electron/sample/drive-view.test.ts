import { describe, expect, it } from 'vitest';
import { start } from './testing/start.ts';

describe('preparing drives for a test', () => {
  it('shares from another drive, revokes the share, and leaves it listed', async () => {
    const { service, client } = await start();
    const dana = service.driveOf('dana@contoso.example');
    dana.addFile('Plans/a.txt', 'x');
    dana.share('Plans', 'read');
    const [entry] = await client.list('/me/drive/sharedWithMe');
    const address = `/drives/${dana.id}/items/${dana.idOf('Plans')}`;
    expect(entry?.['remoteItem']).toMatchObject({ id: dana.idOf('Plans'), name: 'Plans' });
    expect(await client.list(`${address}/children`)).toHaveLength(1);
    expect((await client.put(`${address}:/b.txt:/content`, 'x')).status).toBe(403);
    dana.unshare('Plans');
    expect((await client.get(address)).status).toBe(404);
    expect(await client.list('/me/drive/sharedWithMe')).toHaveLength(1);
  });

  it('adds a shortcut to another drive, which is renamed and deleted on its own', async () => {
    const { service, client } = await start();
    const dana = service.driveOf('dana@contoso.example');
    dana.addFile('Plans/a.txt', 'x');
    dana.share('Plans', 'write');
    service.drive.addShortcut('Plans of Dana', { driveId: dana.id, itemId: dana.idOf('Plans') });
    const [stub] = await client.list('/me/drive/root/children');
    expect(stub?.['remoteItem']).toMatchObject({
      id: dana.idOf('Plans'),
      parentReference: { driveId: dana.id },
    });
    expect(stub?.['folder']).toBeUndefined();
    expect((await client.remove(`/me/drive/items/${stub?.['id'] as string}`)).status).toBe(204);
    expect(dana.tree()).toEqual(['Plans/', 'Plans/a.txt']);
  });

  it('creates a folder of 20,000 files quickly, and lists it', async () => {
    const { service, client } = await start();
    service.drive.addFolder('Big', { files: 20_000 });
    const page = await client.get('/me/drive/root:/Big:/children?$top=1000&$select=id,name');
    expect([
      page.json['value'].length,
      (await client.get('/me/drive/root:/Big')).json['folder'].childCount,
    ]).toEqual([1000, 20_000]);
  });
});
