import { describe, expect, it } from 'vitest';
import { start } from '../testing/start.ts';

describe('what real drives do now and then', () => {
  it('sharedWithMe withdraws step by step: full, one entry, none, gone', async () => {
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
});
