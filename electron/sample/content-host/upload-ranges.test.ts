import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toQuickXorHash } from '../model/quick-xor-hash.ts';
import { forgetRange } from '../model/upload-store.ts';
import type { SampleService } from '../sample-service.ts';
import type { TestResponse, TestClient } from '../testing/client.ts';
import { start } from '../testing/start.ts';

const UNIT = 327_680;
const bytes = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, at) => (at * 31) % 256);

async function open(client: TestClient, name: string, item: object = {}, more: object = {}): Promise<string> {
  const answer = await client.post(`/me/drive/root:/${name}:/createUploadSession`, { item, ...more });
  expect([answer.status, answer.code]).toEqual([200, '']);
  return answer.json['uploadUrl'] as string;
}

function send(
  client: TestClient,
  url: string,
  body: Uint8Array,
  first: number,
  total: number,
): Promise<TestResponse> {
  return client.put(url, body, { 'Content-Range': `bytes ${first}-${first + body.length - 1}/${total}` });
}

const stored = (service: SampleService, name: string): boolean =>
  service.drive.bytes(name).equals(bytes(service.drive.bytes(name).length));

describe('upload sessions', () => {
  it('accept the ranges of the vectors in order and become the file', async () => {
    const { service, client } = await start();
    const { uploadFragments } = JSON.parse(
      readFileSync(new URL('../testing/vectors.json', import.meta.url), 'utf8'),
    ) as {
      uploadFragments: { examples: { fileSize: number; ranges: string[] }[] };
    };
    for (const { fileSize, ranges } of uploadFragments.examples) {
      const whole = bytes(fileSize);
      const url = await open(client, `${fileSize}.bin`, {
        fileSystemInfo: { lastModifiedDateTime: '2019-01-02T03:04:05Z' },
      });
      const statuses: number[] = [];
      for (const range of ranges) {
        const [first = 0, last = 0] = (/(\d+)-(\d+)/.exec(range) ?? []).slice(1).map(Number);
        const answer = await client.put(url, whole.subarray(first, last + 1), { 'Content-Range': range });
        statuses.push(answer.status);
        if (answer.status === 202) expect(answer.json['nextExpectedRanges']).toEqual([`${last + 1}-`]);
        else
          expect(answer.json).toMatchObject({
            size: fileSize,
            fileSystemInfo: { lastModifiedDateTime: '2019-01-02T03:04:05Z' },
          });
      }
      expect(statuses).toEqual([...ranges.slice(1).map(() => 202), 201]);
      expect(stored(service, `${fileSize}.bin`)).toBe(true);
    }
  });

  it('refuse repeated and early ranges with 416 and say where to continue', async () => {
    const { client } = await start();
    const url = await open(client, 'a.bin');
    expect((await send(client, url, bytes(UNIT), 0, UNIT * 3)).status).toBe(202);
    expect((await send(client, url, bytes(UNIT), 0, UNIT * 3)).code).toBe('invalidRange/fragmentOverlap');
    expect((await send(client, url, bytes(UNIT), UNIT * 2, UNIT * 3)).code).toBe(
      'invalidRange/fragmentOutOfOrder',
    );
    expect((await send(client, url, bytes(UNIT), UNIT, UNIT * 4)).code).toBe(
      'invalidRequest/fragmentLengthMismatch',
    );
    expect((await client.get(url)).json['nextExpectedRanges']).toEqual([`${UNIT}-`]);
  });

  it('report several gaps when bytes were lost, and accept them one by one', async () => {
    const { service, client } = await start();
    const whole = bytes(UNIT * 4);
    const url = await open(client, 'a.bin');
    await send(client, url, whole.subarray(0, UNIT * 3), 0, UNIT * 4);
    const session = service.world.uploads.open[0];
    if (session !== undefined) forgetRange(session, UNIT, UNIT * 2 - 1);
    expect((await client.get(url)).json['nextExpectedRanges']).toEqual([
      `${UNIT}-${UNIT * 2 - 1}`,
      `${UNIT * 3}-`,
    ]);
    await send(client, url, whole.subarray(UNIT, UNIT * 2), UNIT, UNIT * 4);
    expect((await send(client, url, whole.subarray(UNIT * 3), UNIT * 3, UNIT * 4)).status).toBe(201);
    expect(service.drive.bytes('a.bin').equals(whole)).toBe(true);
  });

  it('detect ranges that are not multiples of 320 KiB only at the very end', async () => {
    const { service, client } = await start();
    const url = await open(client, 'a.bin');
    expect((await send(client, url, bytes(1000), 0, 2000)).status).toBe(202);
    expect((await send(client, url, bytes(1000), 1000, 2000)).code).toBe(
      'invalidRequest/uploadSessionFailed',
    );
    expect(service.drive.tree()).toEqual([]);
  });

  it('refuse a range of 60 MiB without reading it, and refuse a token', async () => {
    const { client } = await start();
    const url = await open(client, 'a.bin');
    expect((await send(client, url, new Uint8Array(60 * 1024 * 1024), 0, 200 * 1024 * 1024)).code).toBe(
      'invalidRequest/maxFragmentLengthExceeded',
    );
    expect(
      (await client.put(url, bytes(10), { 'Content-Range': 'bytes 0-9/10', Authorization: 'Bearer x' }))
        .status,
    ).toBe(401);
  });

  it('end when canceled and when they expire', async () => {
    const { service, client } = await start({ startAt: Date.UTC(2026, 0, 1) });
    const cancelled = await open(client, 'a.bin');
    expect((await client.remove(cancelled)).status).toBe(204);
    expect((await client.get(cancelled)).code).toBe('itemNotFound/uploadSessionNotFound');
    const old = await open(client, 'b.bin');
    service.clock.advance(8 * 24 * 3_600_000);
    expect((await send(client, old, bytes(10), 0, 10)).status).toBe(404);
  });

  it('check name, size, tags and permissions at the start', async () => {
    const { service, client } = await start({ quotaBytes: 100 });
    service.drive.addFile('taken.bin', 'x');
    const create = (name: string, item: object, headers = {}) =>
      client.post(`/me/drive/root:/${name}:/createUploadSession`, { item }, headers);
    const fail = { '@microsoft.graph.conflictBehavior': 'fail' };
    expect((await create('taken.bin', fail)).code).toBe('nameAlreadyExists');
    expect((await create('a.bin', { fileSize: 101 })).code).toBe('quotaLimitReached');
    expect((await create('a.bin', { name: 'b.bin' })).code).toBe('invalidRequest');
    expect((await create('no/where.bin', {})).code).toBe('itemNotFound');
    expect((await create('a%3Ab.bin', {})).code).toBe('invalidRequest/invalidPath');
    expect(
      (
        await create(
          'taken.bin',
          { '@microsoft.graph.conflictBehavior': 'replace' },
          { 'If-Match': '"other"' },
        )
      ).status,
    ).toBe(412);
    service.drive.lock('taken.bin');
    expect((await create('taken.bin', { '@microsoft.graph.conflictBehavior': 'replace' })).status).toBe(423);
  });

  it('replace a file, keeping its id and its old version', async () => {
    const { service, client } = await start();
    service.drive.addFile('a.bin', 'old');
    const id = service.drive.idOf('a.bin');
    const answer = await client.post(`/me/drive/items/${id}/createUploadSession`, {});
    expect(await send(client, answer.json['uploadUrl'] as string, bytes(10), 0, 10)).toMatchObject({
      status: 200,
      json: { id, size: 10 },
    });
  });

  it('replace an existing file if the request names no conflict behavior, unless configured to fail as documented', async () => {
    const { service, client } = await start();
    service.drive.addFile('before.bin', 'old');
    const [first, second] = [await open(client, 'before.bin'), await open(client, 'meanwhile.bin')];
    service.drive.addFile('meanwhile.bin', 'quicker');
    for (const url of [first, second]) expect((await send(client, url, bytes(10), 0, 10)).status).toBe(200);
    expect(['before.bin', 'meanwhile.bin'].map((name) => stored(service, name))).toEqual([true, true]);
    service.world.quirks.sessionConflictDefault = 'fail';
    const refused = await client.post('/me/drive/root:/before.bin:/createUploadSession', {});
    expect(refused.code).toBe('nameAlreadyExists');
  });

  it('survive when the name was taken meanwhile, and can be committed under another', async () => {
    const { service, client } = await start();
    const url = await open(client, 'a.bin', { '@microsoft.graph.conflictBehavior': 'fail' });
    service.drive.addFile('a.bin', 'quicker');
    expect((await send(client, url, bytes(10), 0, 10)).code).toBe('nameAlreadyExists');
    expect((await client.get(url)).json['nextExpectedRanges']).toEqual([]);
    const again = await client.call('PUT', '/me/drive/root', {
      body: {
        name: 'a.bin',
        '@microsoft.graph.conflictBehavior': 'rename',
        '@microsoft.graph.sourceUrl': url,
      },
    });
    expect(again).toMatchObject({ status: 201, json: { name: 'a 1.bin' } });
    expect((await client.get(url)).status).toBe(404);
  });

  it('wait for a commit if requested', async () => {
    const { service, client } = await start({ driveType: 'business' });
    const url = await open(client, 'a.bin', {}, { deferCommit: true });
    expect((await send(client, url, bytes(10), 0, 10)).status).toBe(202);
    expect(service.drive.tree()).toEqual([]);
    expect((await client.post(url)).status).toBe(201);
    expect(service.drive.tree()).toEqual(['a.bin']);
  });

  it('on a personal drive are committed by a PUT of the parent, and only when complete', async () => {
    const { service, client } = await start();
    const url = await open(client, 'a.bin', {}, { deferCommit: true });
    const commit = (headers: Record<string, string> = {}): Promise<{ status: number; code: string }> =>
      client.call('PUT', '/me/drive/root', {
        headers,
        body: { name: 'a.bin', '@microsoft.graph.sourceUrl': url },
      });
    await send(client, url, bytes(2 * UNIT).subarray(0, UNIT), 0, 2 * UNIT);
    expect(await commit()).toMatchObject({ status: 400, code: 'invalidRequest/uploadSessionIncomplete' });
    expect((await send(client, url, bytes(2 * UNIT).subarray(UNIT), UNIT, 2 * UNIT)).status).toBe(202);
    expect(await client.post(url)).toMatchObject({ status: 400, code: 'notSupported' });
    expect(service.drive.tree()).toEqual([]);
    expect((await commit()).status).toBe(201);
    expect(service.drive.bytes('a.bin')).toEqual(Buffer.from(bytes(2 * UNIT)));
  });

  it('survive a full drive, and can be committed once there is space; If-Match still applies', async () => {
    const { service, client } = await start({ quotaBytes: 1000 });
    service.drive.addFile('big.bin', { sizeBytes: 900 });
    const url = await open(client, 'a.bin');
    expect((await send(client, url, bytes(500), 0, 500)).code).toBe('quotaLimitReached');
    expect((await client.get(url)).status).toBe(200);
    service.drive.addFile('big.bin', 'small');
    service.drive.addFile('a.bin', 'quicker');
    const commit = (headers: Record<string, string>): Promise<{ status: number }> =>
      client.call('PUT', '/me/drive/root', {
        headers,
        body: {
          name: 'a.bin',
          '@microsoft.graph.conflictBehavior': 'replace',
          '@microsoft.graph.sourceUrl': url,
        },
      });
    expect((await commit({ 'If-Match': '"other"' })).status).toBe(412);
    const { eTag } = (await client.get('/me/drive/root:/a.bin')).json as { eTag: string };
    expect((await commit({ 'If-Match': eTag })).status).toBe(200);
    expect(service.drive.bytes('a.bin')).toEqual(Buffer.from(bytes(500)));
  });

  it('can keep only size and hash, for benchmarks', async () => {
    const { client } = await start({ forgetsUploads: true });
    const whole = bytes(UNIT + 1000);
    const url = await open(client, 'a.bin');
    await send(client, url, whole.subarray(0, UNIT), 0, whole.length);
    const done = await send(client, url, whole.subarray(UNIT), UNIT, whole.length);
    expect(done.json).toMatchObject({
      size: whole.length,
      file: { hashes: { quickXorHash: toQuickXorHash(whole) } },
    });
  });

  it('are limited to one per file on business drives, and may be invisible at first', async () => {
    const { client } = await start({ driveType: 'business', quirks: { newSession404: 1 } });
    const url = await open(client, 'a.bin');
    expect((await client.post('/me/drive/root:/a.bin:/createUploadSession', {})).status).toBe(409);
    expect((await send(client, url, bytes(10), 0, 10)).status).toBe(404);
    expect((await send(client, url, bytes(10), 0, 10)).status).toBe(201);
  });
});
