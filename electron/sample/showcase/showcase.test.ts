import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { toBytes } from '../model/content.ts';
import { selfAndDescendants, type DriveNode } from '../model/node.ts';
import { toQuickXorHash } from '../model/quick-xor-hash.ts';
import { start } from '../testing/start.ts';

const MAGIC: Record<string, string> = {
  png: '\u0089PNG',
  pdf: '%PDF-1.4',
  docx: 'PK\u0003\u0004',
  xlsx: 'PK\u0003\u0004',
  zip: 'PK\u0003\u0004',
  wav: 'RIFF',
  svg: '<svg',
  html: '<!doctype html>',
};

describe('the showcase', () => {
  it('contains about 300 items, real files whose size and hash match the list', async () => {
    const { service } = await start({ content: 'showcase' });
    const nodes = service.world.drives.made.flatMap((drive) => [...selfAndDescendants(drive.root)]);
    expect(nodes.length).toBeGreaterThan(290);
    const wrong = nodes.filter((node) => node.content !== null && !isSound(node)).map((node) => node.name);
    expect(wrong).toEqual([]);
  });

  it('is the same in every run', async () => {
    expect(await tell()).toEqual(await tell());
  });

  it('draws pictures that match their headers', async () => {
    const { service } = await start({ content: 'showcase' });
    const png = service.drive.bytes('Pictures/City at night/Station square.png');
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(inflateSync(png.subarray(41, 41 + png.readUInt32BE(33))).length).toBe(height * (1 + width * 3));
  });

  it('has the content that the app demonstrates', async () => {
    const { service, client } = await start({ content: 'showcase' });
    for (const path of [
      'Finance/Invoices/2024',
      'Finance/Invoices/2025',
      'Finance/Invoices/2026',
      'Pictures/Camera Roll',
    ])
      expect(service.drive.find(path)?.children?.size).toBeGreaterThan(0);
    for (const path of ['Inbox', 'Projects/Archive'])
      expect(service.drive.find(path)?.children?.size).toBe(0);
    expect((await client.get('/me/drive/root:/Recipes')).json).toMatchObject({
      package: { type: 'oneNote' },
    });
    expect(
      (await client.put('/me/drive/root:/Finance/Budget 2026 (open elsewhere).xlsx:/content', 'x')).status,
    ).toBe(423);
    expect((await client.get('/me/drive/root:/Team handbook')).json['shared']).toMatchObject({
      scope: 'users',
    });
  });
});

async function tell(): Promise<unknown[]> {
  const { service } = await start({ content: 'showcase' });
  const drive = service.drive.raw;
  return [...selfAndDescendants(drive.root)].map((node) => [
    drive.itemId(node),
    node.name,
    node.modifiedMs,
    node.sizeBytes,
  ]);
}

function isSound(node: DriveNode): boolean {
  if (node.content === null) return true;
  const bytes = toBytes(node.content);
  const magic = MAGIC[node.name.split('.').at(-1) ?? ''] ?? '';
  return (
    bytes.length === node.sizeBytes &&
    bytes.toString('latin1', 0, magic.length) === magic &&
    toQuickXorHash(bytes) === node.content.quickXorHash()
  );
}
