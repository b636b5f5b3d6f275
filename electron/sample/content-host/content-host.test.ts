import { describe, expect, it } from 'vitest';
import { toQuickXorHash } from '../model/quick-xor-hash.ts';
import { start } from '../testing/start.ts';

describe('download', () => {
  it('redirects to a second host that refuses the token', async () => {
    const { service, client } = await start();
    service.drive.addFile('a.txt', 'hello world');
    const redirect = await client.get('/me/drive/root:/a.txt:/content');
    const url = redirect.headers.get('location') ?? '';
    expect(redirect.status).toBe(302);
    expect(new URL(url).origin).not.toBe(new URL(service.graphUrl).origin);
    expect((await client.get(url)).bytes.toString()).toBe('hello world');
    expect((await client.get(url, { Authorization: `Bearer ${service.accessToken}` })).status).toBe(401);
    const item = await client.get('/me/drive/root:/a.txt?$select=id,@microsoft.graph.downloadUrl');
    expect((await client.get(item.json['@microsoft.graph.downloadUrl'] as string)).bytes.toString()).toBe(
      'hello world',
    );
  });

  it('respects the version in a condition', async () => {
    const { service, client } = await start();
    service.drive.addFile('a.txt', 'hello world');
    const url = (await client.get('/me/drive/root:/a.txt:/content')).headers.get('location') ?? '';
    const tag = (await client.get(url)).headers.get('etag') ?? '';
    const rest = (more: Record<string, string>) => client.get(url, { Range: 'bytes=6-', ...more });
    expect((await rest({ 'If-Range': tag })).status).toBe(206);
    expect((await client.get(url, { 'If-None-Match': tag })).status).toBe(304);
    service.drive.addFile('a.txt', 'HELLO WORLD');
    expect(await rest({ 'If-Range': tag })).toMatchObject({ status: 200, bytes: Buffer.from('HELLO WORLD') });
    expect((await rest({ 'If-Match': tag })).status).toBe(412);
    expect((await client.get(url, { 'If-None-Match': tag })).status).toBe(200);
    const old = await client.get('/me/drive/root:/a.txt:/versions/1.0/content');
    const before = await client.get(old.headers.get('location') ?? '');
    expect(before.bytes.toString()).toBe('hello world');
    expect(before.headers.get('etag')).not.toBe((await client.get(url)).headers.get('etag'));
  });

  it('serves ranges, and 416 beyond the end; with the quirk, everything with 200', async () => {
    const { service, client } = await start();
    service.drive.addFile('a.txt', 'hello world');
    const url = (await client.get('/me/drive/root:/a.txt:/content')).headers.get('location') ?? '';
    const range = (value: string) => client.get(url, { Range: value });
    expect(await range('bytes=6-')).toMatchObject({ status: 206, bytes: Buffer.from('world') });
    expect((await range('bytes=0-4')).headers.get('content-range')).toBe('bytes 0-4/11');
    expect((await range('bytes=-3')).bytes.toString()).toBe('rld');
    expect((await range('bytes=11-')).code).toBe('invalidRange');
    service.world.quirks.ignoresRange = true;
    expect(await range('bytes=6-')).toMatchObject({ status: 200, bytes: Buffer.from('hello world') });
  });

  it('answers 304 to a known tag, and refuses an expired, forged or orphaned URL', async () => {
    const { service, client } = await start();
    service.drive.addFile('a.txt', 'x');
    const { eTag } = (await client.get('/me/drive/root:/a.txt')).json;
    expect(
      (await client.get('/me/drive/root:/a.txt:/content', { 'If-None-Match': eTag as string })).status,
    ).toBe(304);
    const url = (await client.get('/me/drive/root:/a.txt:/content')).headers.get('location') ?? '';
    expect((await client.get(url.slice(0, -1) + (url.endsWith('A') ? 'B' : 'A'))).status).toBe(401);
    service.clock.advance(3_600_001);
    expect((await client.get(url)).status).toBe(401);
    const fresh = (await client.get('/me/drive/root:/a.txt:/content')).headers.get('location') ?? '';
    service.drive.remove('a.txt');
    expect((await client.get(fresh)).status).toBe(404);
  });

  it('refuses malware on both hosts, converts Office files to PDF, and gives folders no content', async () => {
    const { service, client } = await start();
    service.drive.addFile('bad.docx', 'x');
    const url = (await client.get('/me/drive/root:/bad.docx:/content')).headers.get('location') ?? '';
    const pdf = await client.get(
      (await client.get('/me/drive/root:/bad.docx:/content?format=pdf')).headers.get('location') ?? '',
    );
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await client.get('/me/drive/root/content')).status).toBe(400);
    service.drive.flagMalware('bad.docx', 'Eicar');
    expect((await client.get('/me/drive/root:/bad.docx:/content')).code).toBe(
      'malwareDetected/virusSuspicious',
    );
    expect((await client.get(url)).headers.get('x-virus-infected')).toBe('Eicar');
  });
});

describe('simple upload', () => {
  it('creates, replaces, keeps both or fails, as requested', async () => {
    const { service, client } = await start();
    const put = (body: string, conflict = '') =>
      client.put(
        `/me/drive/root:/a.txt:/content${conflict === '' ? '' : `?@microsoft.graph.conflictBehavior=${conflict}`}`,
        body,
      );
    const made = await put('one');
    expect(made).toMatchObject({
      status: 201,
      json: {
        name: 'a.txt',
        size: 3,
        file: { hashes: { quickXorHash: toQuickXorHash(Buffer.from('one')) } },
      },
    });
    const replaced = await put('two!');
    expect(replaced).toMatchObject({ status: 200, json: { id: made.json['id'], size: 4 } });
    expect(replaced.json['cTag']).not.toBe(made.json['cTag']);
    expect(await put('three', 'rename')).toMatchObject({ status: 201, json: { name: 'a 1.txt' } });
    expect((await put('four', 'fail')).code).toBe('nameAlreadyExists');
    expect((await client.put(`/me/drive/items/${made.json['id'] as string}/content`, '')).json['size']).toBe(
      0,
    );
    expect(service.drive.tree()).toEqual(['a 1.txt', 'a.txt']);
  });

  it('with If-None-Match: *, never replaces', async () => {
    const { client } = await start();
    const put = () => client.put('/me/drive/root:/a.txt:/content', 'x', { 'If-None-Match': '*' });
    expect([(await put()).status, (await put()).status]).toEqual([201, 412]);
    expect(
      (await client.post('/me/drive/root:/a.txt:/createUploadSession', {}, { 'If-None-Match': '*' })).status,
    ).toBe(412);
  });

  it('can list a size and hash that differ from its bytes, as protected files do', async () => {
    const { service, client } = await start({ driveType: 'business' });
    service.drive.addFile('secret.docx', 'protected');
    service.drive.misreport('secret.docx', 4);
    const item = await client.get('/me/drive/root:/secret.docx');
    const bytes = (await client.get(item.json['@microsoft.graph.downloadUrl'] as string)).bytes;
    expect([item.json['size'], bytes.length]).toEqual([4, 9]);
    expect(item.json['file'].hashes.quickXorHash).not.toBe(toQuickXorHash(bytes));
  });

  it('refuses bad names, folders with the same name, and content that does not fit', async () => {
    const { service, client } = await start({ quotaBytes: 10 });
    service.drive.addFolder('F');
    expect((await client.put('/me/drive/root:/CON.txt:/content', 'x')).code).toBe(
      'invalidRequest/invalidPath',
    );
    expect((await client.put('/me/drive/root:/F:/content', 'x')).status).toBe(400);
    expect((await client.put('/me/drive/root:/big.txt:/content', 'eleven byte')).code).toBe(
      'quotaLimitReached',
    );
    expect(service.drive.tree()).toEqual(['F/']);
  });

  it('changes Office files and their eTag again, as SharePoint does, if configured', async () => {
    const { service, client } = await start({
      driveType: 'business',
      startAt: 0,
      quirks: { rewritesOfficeFiles: true, lateETagMs: 5000 },
    });
    const put = await client.put('/me/drive/root:/a.docx:/content', 'document');
    expect(service.drive.bytes('a.docx').length).toBeGreaterThan(8);
    service.clock.advance(5000);
    const later = await client.get('/me/drive/root:/a.docx');
    expect([later.json['eTag'] === put.json['eTag'], later.json['cTag'] === put.json['cTag']]).toEqual([
      false,
      true,
    ]);
  });
});
