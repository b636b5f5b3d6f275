import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { start } from '../testing/start.ts';
import { toShareId } from '../wire/permission.ts';
import { toDriveKey } from './ids.ts';

interface Vectors {
  shareUrlEncoding: { vectors: { url: string; shareId: string }[] };
  driveIdQuirks: { a: string; b: string; equal: boolean }[];
  uploadFragments: { unit: number; recommended: number[]; mustBeLessThan: number; largestAligned: number };
  nameRules: {
    limits: { segmentChars: number; decodedPathChars: number; fileBytesMax: number };
    invalid: { name: string; scope: string }[];
    valid: { name: string }[];
  };
}

const vectors = JSON.parse(
  readFileSync(new URL('../testing/vectors.json', import.meta.url), 'utf8'),
) as Vectors;

describe('the vectors', () => {
  it('of share ids: every URL becomes its id', () => {
    for (const { url, shareId } of vectors.shareUrlEncoding.vectors) expect(toShareId(url)).toBe(shareId);
    expect(vectors.shareUrlEncoding.vectors).toHaveLength(4);
  });

  it('of drive ids: both spellings open one drive', async () => {
    for (const { a, b, equal } of vectors.driveIdQuirks) expect(toDriveKey(a) === toDriveKey(b)).toBe(equal);
    const { service, client } = await start({ quirks: { driveIdDrift: true } });
    service.drive.addFile('a.txt', 'x');
    const { id } = service.drive;
    const drifted = id.toLowerCase().replace(/^0/, '');
    expect([id.length, drifted.length]).toEqual([16, 15]);
    expect((await client.get(`/drives/${drifted}/items/${service.drive.idOf('a.txt')}`)).status).toBe(200);
    const spellings = new Set<string>();
    for (let at = 0; at < 6; at += 1)
      spellings.add((await client.get('/me/drive/root:/a.txt')).json['parentReference'].driveId as string);
    expect([spellings.size, new Set([...spellings].map(toDriveKey)).size]).toEqual([3, 1]);
  });

  it('of names: invalid ones are refused over the wire with invalidPath, and valid ones are created', async () => {
    const { client } = await start({ driveType: 'business' });
    const make = (name: string) => client.post('/me/drive/root/children', { name, folder: {} });
    for (const { name } of vectors.nameRules.invalid.filter((one) => one.scope !== 'path')) {
      const answer = await make(name);
      expect([name, answer.status, answer.code]).toEqual([name, 400, 'invalidRequest/invalidPath']);
    }
    for (const { name } of vectors.nameRules.valid)
      expect([name, (await make(name)).status]).toEqual([name, 201]);
  });

  it('of limits: one more character or byte is refused', async () => {
    const { segmentChars, decodedPathChars, fileBytesMax } = vectors.nameRules.limits;
    const { client } = await start({ quotaBytes: 2 * fileBytesMax });
    const session = (name: string, item: object) =>
      client.post(`/me/drive/root:/${name}:/createUploadSession`, { item });
    expect((await session('x'.repeat(segmentChars), {})).status).toBe(200);
    expect((await session('x'.repeat(segmentChars + 1), {})).code).toBe('invalidRequest/pathIsTooLong');
    expect((await session('a', { fileSize: fileBytesMax })).status).toBe(200);
    expect((await session('a', { fileSize: fileBytesMax + 1 })).code).toBe(
      'invalidRequest/maxFileSizeExceeded',
    );
    const folder = 'f'.repeat(200);
    await client.post('/me/drive/root/children', { name: folder, folder: {} });
    const rest = decodedPathChars - folder.length - 1;
    expect((await session(`${folder}/${'n'.repeat(rest)}`, {})).status).toBe(200);
    expect((await session(`${folder}/${'n'.repeat(rest + 1)}`, {})).code).toBe(
      'invalidRequest/pathIsTooLong',
    );
  });

  it('of upload sizes: recommended and largest ranges are accepted, the limit itself is not', async () => {
    const { unit, recommended, largestAligned, mustBeLessThan } = vectors.uploadFragments;
    const { client } = await start({ forgetsUploads: true });
    for (const length of [unit, ...recommended, largestAligned, mustBeLessThan]) {
      const { uploadUrl } = (await client.post('/me/drive/root:/a.bin:/createUploadSession', {})).json as {
        uploadUrl: string;
      };
      const total = mustBeLessThan * 2;
      const answer = await client.put(uploadUrl, new Uint8Array(length), {
        'Content-Range': `bytes 0-${length - 1}/${total}`,
      });
      expect([length, answer.status]).toEqual([length, length < mustBeLessThan ? 202 : 413]);
    }
  });
});
