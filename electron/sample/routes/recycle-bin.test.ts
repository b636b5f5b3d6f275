import { describe, expect, it } from 'vitest';
import { DANA } from '../model/people.ts';
import { start } from '../testing/start.ts';

type Scene = Awaited<ReturnType<typeof start>>;

/** "https://127.0.0.1:PORT/beta/sites/host,site,web/recycleBin/items", from the drive's own ids. */
async function toBin({ service, client }: Scene): Promise<string> {
  const { json } = await client.get('/me/drive/root?$select=id,sharepointIds');
  const { siteId, webId, siteUrl } = json['sharepointIds'] as Record<string, string>;
  const site = `${new URL(siteUrl ?? '').host},${siteId ?? ''},${webId ?? ''}`;
  return `${service.graphUrl.replace('/v1.0', '/beta')}/sites/${encodeURIComponent(site)}/recycleBin/items`;
}

const withToken = ({ service }: Scene) => ({ Authorization: `Bearer ${service.accessToken}` });

describe('the recycle bin of a site, in the preview', () => {
  it('lists deleted items newest first, with name, folder, size, user and time, and nothing below a deleted folder', async () => {
    const scene = await start({ driveType: 'business' });
    const { service, client } = scene;
    for (const path of ['Finance/a.txt', 'Finance/In/b.txt', 'c.txt']) service.drive.addFile(path, 'abc');
    const bin = await toBin(scene);
    await client.remove('/me/drive/root:/Finance/a.txt');
    service.clock.advance(1_000);
    await client.remove('/me/drive/root:/Finance');
    service.drive.remove('c.txt');
    const { json } = await client.get(bin, withToken(scene));
    const rows = json['value'] as Record<string, unknown>[];
    expect(rows.map(({ name, size, deletedFromLocation: from }) => [name, size, from])).toEqual([
      ['c.txt', 3, 'personal/alex_contoso_example/Documents'],
      ['Finance', 3, 'personal/alex_contoso_example/Documents'],
      ['a.txt', 3, 'personal/alex_contoso_example/Documents/Finance'],
    ]);
    expect(rows[0]).toMatchObject({ deletedBy: { user: { displayName: 'Alex Sample' } } });
    const first = await client.get(`${bin}?$top=2`, withToken(scene));
    expect(first.json['value']).toHaveLength(2);
    const next = first.json['@odata.nextLink'] as string;
    expect(next).toContain('/beta/sites/');
    expect((await client.get(next, withToken(scene))).json['value']).toHaveLength(1);
  });

  it('exists only below "/beta", for business drives, and for users with access to the site', async () => {
    const scene = await start({ driveType: 'business' });
    const { service, client } = scene;
    const bin = await toBin(scene);
    const statusOf = async (url: string, token = service.accessToken) =>
      (await client.get(url, { Authorization: `Bearer ${token}` })).status;
    expect(await statusOf(bin)).toBe(200);
    expect(await statusOf(bin.replace('/beta/', '/v1.0/'))).toBe(400);
    expect(await statusOf(bin.replace('recycleBin/items', 'drive'))).toBe(400);
    expect(await statusOf(bin, service.tokens.issue(DANA))).toBe(403);
    expect(await statusOf(bin.replace(/sites\/[^/]+/, 'sites/elsewhere'))).toBe(404);
  });
});
