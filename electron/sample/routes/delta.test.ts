import { describe, expect, it } from 'vitest';
import type { Json, TestClient } from '../testing/client.ts';
import { start } from '../testing/start.ts';

/** Follows a delta to its end: all rows in order, and the link to continue from. */
async function follow(
  client: TestClient,
  from: string,
  headers: Record<string, string> = {},
): Promise<{ rows: Json[]; link: string; pages: number }> {
  const rows: Json[] = [];
  let pages = 0;
  for (let next = from; ;) {
    const page = await client.get(next, headers);
    expect([page.status, page.code]).toEqual([200, '']);
    rows.push(...(page.json['value'] as Json[]));
    pages += 1;
    const link = page.json['@odata.deltaLink'] as string | undefined;
    expect(link === undefined).toBe(page.json['@odata.nextLink'] !== undefined);
    if (link !== undefined) return { rows, link, pages };
    next = page.json['@odata.nextLink'] as string;
  }
}

describe('delta', () => {
  it('lists everything once, with the root and without paths', async () => {
    const { service, client } = await start();
    service.drive.addFolder('A/B', { files: 25 });
    const { rows, pages } = await follow(client, '/me/drive/root/delta?$top=10');
    expect([rows.length, pages, new Set(rows.map((row) => row['id'])).size]).toEqual([28, 3, 28]);
    expect(rows.filter((row) => row['root'] !== undefined)).toHaveLength(1);
    expect(rows.filter((row) => row['parentReference']?.path !== undefined)).toEqual([]);
    service.world.quirks.deltaPaths = true;
    const withPaths = await follow(client, '/me/drive/root/delta');
    const paths = withPaths.rows.map((row) => row['parentReference']?.path as string | undefined);
    expect(new Set(paths)).toEqual(
      new Set([undefined, '/drive/root:', '/drive/root:/A', '/drive/root:/A/B']),
    );
  });

  it('then lists each changed item once, with the folders above it', async () => {
    const { service, client } = await start();
    service.drive.addFile('A/a.txt', '1');
    service.drive.addFile('B/b.txt', '1');
    const { link } = await follow(client, '/me/drive/root/delta');
    expect((await follow(client, link)).rows).toEqual([]);
    service.drive.addFile('A/a.txt', '2');
    service.drive.addFile('A/a.txt', '33');
    service.drive.rename('A/a.txt', 'c.txt');
    const changes = await follow(client, link);
    expect(changes.rows.map((row) => row['name'])).toEqual(['root', 'A', 'c.txt']);
    expect(changes.rows.at(-1)).toMatchObject({ size: 2 });
    const alone = await follow(client, link, { deltaExcludeParent: '1' });
    expect(alone.rows.map((row) => row['name'])).toEqual(['c.txt']);
    expect((await follow(client, changes.link)).rows).toEqual([]);
  });

  it('does not resend the contents of a renamed folder', async () => {
    const { service, client } = await start();
    service.drive.addFolder('A', { files: 5 });
    const { link } = await follow(client, '/me/drive/root/delta');
    service.drive.rename('A', 'Z');
    expect((await follow(client, link)).rows.map((row) => row['name'])).toEqual(['root', 'Z']);
  });

  it('lists deleted items with everything below, without the properties that each kind of drive omits', async () => {
    for (const driveType of ['personal', 'business'] as const) {
      const { service, client } = await start({ driveType });
      service.drive.addFolder('A', { files: 2 });
      const { link } = await follow(client, '/me/drive/root/delta');
      service.drive.remove('A');
      const gone = (await follow(client, link)).rows.filter((row) => row['deleted'] !== undefined);
      expect(gone).toHaveLength(3);
      const missing = driveType === 'personal' ? ['cTag', 'size'] : ['cTag', 'name'];
      for (const row of gone) for (const key of missing) expect(row[key]).toBeUndefined();
    }
  });

  it('starts from now with token=latest, from an instant on business drives, and from a token in parentheses', async () => {
    const { service, client } = await start({ driveType: 'business', startAt: Date.UTC(2026, 5, 1) });
    service.drive.addFile('old.txt', 'x');
    const { rows, link } = await follow(client, '/me/drive/root/delta?token=latest');
    expect(rows).toEqual([]);
    service.clock.advance(60_000);
    service.drive.addFile('new.txt', 'x');
    expect((await follow(client, link)).rows.map((row) => row['name'])).toEqual(['root', 'new.txt']);
    const token = new URL(link).searchParams.get('token') ?? '';
    expect((await follow(client, `/me/drive/root/delta(token='${token}')`)).rows).toHaveLength(2);
    const since = await follow(client, '/me/drive/root/delta?token=2026-06-01T00%3A00%3A30Z');
    expect(since.rows.map((row) => row['name'])).toEqual(['new.txt']);
  });

  it('answers 410 with a new link to expired tokens, in both forms, and can repeat items', async () => {
    const { service, client } = await start({ quirks: { deltaDuplicates: true } });
    const { link } = await follow(client, '/me/drive/root/delta');
    service.drive.addFile('a.txt', '1');
    service.drive.addFile('a.txt', '2');
    expect((await follow(client, link)).rows.filter((row) => row['name'] === 'a.txt')).toHaveLength(2);
    for (const code of ['resyncChangesApplyDifferences', 'resyncChangesUploadDifferences']) {
      const { link: old } = await follow(client, '/me/drive/root/delta');
      service.world.delta.generation += 1;
      service.world.delta.expiry = { code, withLocation: true };
      const answer = await client.get(old);
      expect([answer.status, answer.code]).toEqual([410, code]);
      expect((await follow(client, answer.headers.get('location') ?? '')).rows.length).toBeGreaterThan(1);
    }
    expect((await client.get('/me/drive/root/delta?token=junk')).status).toBe(400);
  });
});
