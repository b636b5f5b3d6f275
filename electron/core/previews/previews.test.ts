import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Item } from '../../contract/records.ts';
import type { Content } from '../session/content-urls.ts';
import { createRig, type Rig } from '../testing/rig.ts';

let rig: Rig;
let accountId: string;

beforeEach(async () => {
  rig = await createRig();
  accountId = (await rig.call('accounts.addSample', {})).accountId;
});
afterEach(() => rig[Symbol.asyncDispose]());

const ref = ({ driveId, itemId }: Item) => ({ driveId, itemId });

async function listed(path: string): Promise<Item[]> {
  const { place, folder } = await rig.call('paths.resolve', { accountId, text: path });
  const { viewId } = await rig.call('view.open', { accountId, place, folder, sort: [], filter: '' });
  const { count } = await rig.waitForEvent(
    'view.changed',
    (view) => view.viewId === viewId && view.freshness.state === 'fresh',
  );
  return (await rig.call('view.rows', { viewId, from: 0, to: count })).rows;
}

async function itemAt(folder: string, name: string): Promise<Item> {
  const item = (await listed(folder)).find((row) => row.name === name);
  if (item === undefined) throw new Error(`no ${name} in ${folder}`);
  return item;
}

async function shown(url: string | null): Promise<{ mimeType: string; bytes: Buffer }> {
  const content: Content | null = await rig.core.content(new URL(url ?? '').host);
  if (content === null) throw new Error('nothing is shown');
  const blocks: Uint8Array[] = [];
  if (content.body instanceof Uint8Array) blocks.push(content.body);
  else for await (const block of content.body) blocks.push(block);
  return { mimeType: content.mimeType, bytes: Buffer.concat(blocks) };
}

async function upload(name: string, content: Uint8Array): Promise<Item> {
  const response = await fetch(`${rig.service.graphUrl}/me/drive/root:/Documents/${name}:/content`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${rig.service.accessToken}`,
      'content-type': 'application/octet-stream',
    },
    body: new Uint8Array(content),
  });
  expect(response.status).toBe(201);
  return itemAt('myfiles/Documents', name);
}

describe('thumbnails', () => {
  test('are real pictures under content:// for the rows that have one, in the requested order, in one request', async () => {
    const rows = await listed('myfiles/Pictures/City at night');
    const folder = (await listed('myfiles')).find((item) => item.kind === 'folder');
    const asked = [...rows.slice(0, 3), folder as Item];
    const urls = await rig.call('previews.thumbnails', { accountId, items: asked.map(ref) });
    expect(urls).toHaveLength(4);
    expect(urls[3]).toBeNull();
    for (const url of urls.slice(0, 3)) {
      expect(url).toMatch(/^content:\/\/[a-z0-9]{32,60}\/$/);
      const { mimeType, bytes } = await shown(url);
      expect(mimeType).toBe('image/png');
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    }
    expect(rig.service.counters.count('POST batch')).toBe(1);
  });

  test('are missing for items that the service doesn’t know, without affecting the others', async () => {
    const [picture] = await listed('myfiles/Pictures/City at night');
    const gone = { driveId: (picture as Item).driveId, itemId: 'nothing!here' };
    const urls = await rig.call('previews.thumbnails', { accountId, items: [gone, ref(picture as Item)] });
    expect(urls[0]).toBeNull();
    expect(urls[1]).toContain('content://');
  });

  test('T44 wait if the service throttles single ones, and are requested again', async () => {
    const rows = (await listed('myfiles/Pictures/City at night')).slice(0, 3);
    rig.service.faults.add({ route: 'GET thumbnails', nth: 2, status: 429, headers: { 'Retry-After': '1' } });
    const urls = await rig.call('previews.thumbnails', { accountId, items: rows.map(ref) });
    expect(urls).toEqual(rows.map(() => expect.stringContaining('content://')));
    await rig.waitForEvent('account.waiting', ({ until }) => until !== null);
    expect(rig.service.counters.count('POST batch')).toBe(1);
    expect(rig.service.counters.count('GET thumbnails')).toBe(4);
  });

  test('all fail if the service can’t be reached, so that they are requested again later', async () => {
    const rows = await listed('myfiles/Pictures/City at night');
    rig.service.faults.add({ route: 'POST batch', times: Number.POSITIVE_INFINITY, reset: 'beforeEffect' });
    const failure = await rig.failure('previews.thumbnails', { accountId, items: rows.map(ref) });
    expect(failure.code).toBe('offline');
  });

  test('that were shown before are loaded from this computer, also without a network', async () => {
    const rows = (await listed('myfiles/Pictures/City at night')).slice(0, 3);
    const ask = () => rig.call('previews.thumbnails', { accountId, items: rows.map(ref), size: 'medium' });
    const first = await Promise.all((await ask()).map(shown));
    rig.service.faults.add({ route: 'POST batch', times: Number.POSITIVE_INFINITY, reset: 'beforeEffect' });
    await expect.poll(() => ask().catch(() => [])).toHaveLength(3);
    expect(await Promise.all((await ask()).map(shown))).toEqual(first);
    expect(rig.service.counters.count('GET thumbnail image')).toBe(3);
  });

  test('that nobody looks at any more are canceled', async () => {
    const rows = await listed('myfiles/Pictures/City at night');
    const held = rig.service.faults.hold({ route: 'POST batch' });
    const asked = rig.failure('previews.thumbnails', { accountId, items: rows.map(ref), requestId: 'mine' });
    await expect.poll(() => held.struck).toBe(1);
    await rig.call('previews.cancel', { requestId: 'mine' });
    expect((await asked).code).toBe('cancelled');
    await rig.call('previews.cancel', { requestId: 'mine' });
    held.letGo();
  });

  test('are removed with their account', async () => {
    const [picture] = await listed('myfiles/Pictures/City at night');
    const [url] = await rig.call('previews.thumbnails', { accountId, items: [ref(picture as Item)] });
    await shown(url ?? null);
    const size = async () => (await rig.call('storage.summary', {})).pictures.sizeBytes;
    await expect.poll(size).toBeGreaterThan(0);
    await rig.call('accounts.remove', { accountId, includeDocuments: false });
    expect(await size()).toBe(0);
  });

  test('end with the window', async () => {
    const [picture] = await listed('myfiles/Pictures/City at night');
    const [url] = await rig.call('previews.thumbnails', { accountId, items: [ref(picture as Item)] });
    const contentId = new URL(url ?? '').host;
    expect(await rig.core.content(contentId)).not.toBeNull();
    rig.session.close();
    expect(await rig.core.content(contentId)).toBeNull();
  });
});

const draw = () => Buffer.from([0x89, 0x50]);

describe('a preview', () => {
  test('of a picture is the picture itself', async () => {
    const picture = (await listed('myfiles/Pictures/City at night')).find(({ name }) =>
      name.endsWith('.png'),
    ) as Item;
    const preview = await rig.call('previews.preview', { accountId, item: ref(picture) });
    expect(preview).toMatchObject({ kind: 'image', truncated: false });
    const { mimeType, bytes } = await shown(preview.url);
    expect(mimeType).toBe('image/png');
    expect(bytes.length).toBe(picture.sizeBytes);
  });

  test('of a web page is its text, never the page', async () => {
    const page = await upload('evil.html', Buffer.from('<script>alert(1)</script>'));
    const preview = await rig.call('previews.preview', { accountId, item: ref(page) });
    const { mimeType, bytes } = await shown(preview.url);
    expect(preview.kind).toBe('text');
    expect(mimeType).toBe('text/plain; charset=utf-8');
    expect(bytes.toString()).toBe('<script>alert(1)</script>');
  });

  test('of a long text is its beginning, with a note', async () => {
    const long = await upload('long.txt', Buffer.from('é'.repeat(300_000)));
    const preview = await rig.call('previews.preview', { accountId, item: ref(long) });
    expect(preview).toMatchObject({ kind: 'text', truncated: true });
    const { bytes } = await shown(preview.url);
    expect(bytes.toString()).toBe('é'.repeat(131_072));
    expect(rig.service.counters.tally('GET download').bytesOut).toBeLessThan(300_000);
  });

  test.each([
    ['utf-16le.txt', Buffer.from('\uFEFFGrüße', 'utf16le'), 'Grüße'],
    ['windows.txt', Buffer.from('Gr\xfc\xdfe', 'latin1'), 'Grüße'],
    ['empty.txt', Buffer.alloc(0), ''],
  ])('of %s is readable', async (name, content, text) => {
    const item = await upload(name, content);
    const { url } = await rig.call('previews.preview', { accountId, item: ref(item) });
    expect((await shown(url)).bytes.toString('utf8')).toBe(text);
  });

  test('of a text or picture works behind redirects and without a download URL', async () => {
    rig.service.world.quirks.downloadHops = 2;
    rig.service.world.quirks.hidesDownloadUrls = true;
    const text = await upload('notes.txt', Buffer.from('behind two hops'));
    const preview = await rig.call('previews.preview', { accountId, item: ref(text) });
    expect((await shown(preview.url)).bytes.toString()).toBe('behind two hops');
    const picture = (await listed('myfiles/Pictures/City at night')).find(({ name }) =>
      name.endsWith('.png'),
    ) as Item;
    const { url } = await rig.call('previews.preview', { accountId, item: ref(picture) });
    expect((await shown(url)).bytes.length).toBe(picture.sizeBytes);
    rig.service.faults.add({ route: 'GET thumbnail image', redirect: '?again' });
    const [small] = await rig.call('previews.thumbnails', { accountId, items: [ref(picture)] });
    expect((await shown(small ?? null)).bytes.subarray(1, 4).toString()).toBe('PNG');
  });

  test('isn’t offered for a document that a browser can’t show', async () => {
    const item = await upload('numbers.bin', Buffer.from([1, 2, 3]));
    expect(await rig.call('previews.preview', { accountId, item: ref(item) })).toMatchObject({
      kind: 'none',
      url: null,
    });
  });

  test('of Markdown is a page of ours, with HTML shown as text', async () => {
    const item = await upload('notes.md', Buffer.from('# Plan\n\n<script>alert(1)</script>'));
    const preview = await rig.call('previews.preview', { accountId, item: ref(item) });
    expect(preview.kind).toBe('page');
    const { mimeType, bytes } = await shown(preview.url);
    expect(mimeType).toBe('text/html; charset=utf-8');
    expect(bytes.toString()).toContain('<h1>Plan</h1>');
    expect(bytes.toString()).not.toContain('<script');
  });

  test('of a video is loaded in parts from the requested position, also after its URL has expired', async () => {
    const content = Buffer.alloc(9_000_000, 'film');
    const item = await upload('film.mp4', content);
    const preview = await rig.call('previews.preview', { accountId, item: ref(item) });
    expect(preview.kind).toBe('video');
    const read = async (start: number, end: number | null) => {
      const part = await rig.core.content(new URL(preview.url ?? '').host, { start, end });
      const blocks: Uint8Array[] = [];
      if (part === null || part.body instanceof Uint8Array) throw new Error('nothing is streamed');
      for await (const block of part.body) blocks.push(block);
      return { part: part.part, bytes: Buffer.concat(blocks) };
    };
    const first = await read(0, null);
    expect(first.part).toEqual({ start: 0, end: 4 * 1024 * 1024, totalBytes: 9_000_000 });
    rig.service.faults.add({ route: 'GET download', status: 403, code: 'accessDenied' });
    const late = await read(8_999_990, null);
    expect(late.part).toEqual({ start: 8_999_990, end: 9_000_000, totalBytes: 9_000_000 });
    expect(late.bytes).toEqual(content.subarray(8_999_990));
    expect(rig.service.counters.tally('GET download').bytesOut).toBeLessThan(5_000_000);
  });

  test('of an archive lists its contents', async () => {
    const item = await upload(
      'pack.zip',
      Buffer.from(zipSync({ 'a/b.txt': new Uint8Array(3_000_000) }, { level: 0 })),
    );
    const preview = await rig.call('previews.preview', { accountId, item: ref(item) });
    expect(preview).toMatchObject({
      kind: 'archive',
      archive: { entries: [{ name: 'a/b.txt' }], count: 1 },
    });
    expect(rig.service.counters.tally('GET download').bytesOut).toBeLessThan(200_000);
  });

  test('of a text or archive is made of the bytes that were asked for only', async () => {
    const respond = (status: number, range: string, body: Uint8Array) =>
      rig.service.faults.add({
        route: 'GET download',
        status,
        headers: {
          'content-type': 'application/octet-stream',
          ...(range !== '' && { 'content-range': range }),
        },
        body,
        times: 2,
      });
    const text = await upload('notes.txt', Buffer.from('one two three'));
    const other = respond(206, 'bytes 4-12/13', Buffer.from('two three'));
    expect(await rig.failure('previews.preview', { accountId, item: ref(text) })).toMatchObject({
      code: 'unexpectedAnswer',
      subject: 'notes.txt',
    });
    other.remove();

    const packed = Buffer.from(zipSync({ 'a/b.txt': new Uint8Array(300_000) }, { level: 0 }));
    const archive = await upload('pack.zip', packed);
    const whole = respond(200, '', packed);
    expect(await rig.call('previews.preview', { accountId, item: ref(archive) })).toMatchObject({
      archive: { entries: [{ name: 'a/b.txt' }], count: 1 },
    });
    whole.remove();
    // Reading up to its table of contents would take as much memory.
    const large = Buffer.from(zipSync({ 'a/b.txt': new Uint8Array(20_000_000) }, { level: 0 }));
    const item = await upload('large.zip', large);
    respond(200, '', large);
    expect(await rig.call('previews.preview', { accountId, item: ref(item) })).toMatchObject({
      kind: 'none',
    });
  });

  test('of a PDF is a page of ours that reads it in parts, with nothing downloaded before, however large it is', async () => {
    rig.service.drive.addFile('Documents/Huge.pdf', { sizeBytes: 200_000_000 });
    const item = await itemAt('myfiles/Documents', 'Huge.pdf');
    expect(item.preview).toBe('document');
    const preview = await rig.call('previews.preview', { accountId, item: ref(item) });
    expect(preview).toMatchObject({
      kind: 'document',
      url: expect.stringMatching(/^content:\/\/[a-z0-9]{32,60}\/viewer\/$/),
      poster: expect.stringMatching(/^content:/),
    });
    expect(rig.service.counters.count('GET download')).toBe(0);
    expect(rig.service.counters.count('GET thumbnails')).toBe(0);
    const part = await rig.core.content(new URL(preview.url ?? '').host, { start: 199_000_000, end: null });
    expect(part?.part).toEqual({ start: 199_000_000, end: 200_000_000, totalBytes: 200_000_000 });
    expect(part?.mimeType).toBe('application/pdf');
  });

  test('of an Office document is the PDF that OneDrive makes of it, and its pages open in the browser, too', async () => {
    const item = await upload('Plan.docx', Buffer.from('not opened here'));
    const preview = await rig.call('previews.preview', { accountId, item: ref(item) });
    expect(preview.kind).toBe('document');
    expect((await shown(preview.url)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(rig.service.counters.count('GET converted')).toBe(1);
    expect(rig.service.counters.count('GET download')).toBe(0);
    await rig.call('previews.openPages', { accountId, item: ref(item) });
    expect(rig.service.counters.count('POST preview')).toBe(1);
  });

  test.each(['empty.pdf', 'template.dotx'])('of %s has no pages', async (name) => {
    const item = await upload(name, Buffer.alloc(name === 'empty.pdf' ? 0 : 10));
    const preview = await rig.call('previews.preview', { accountId, item: ref(item) });
    expect(preview).toMatchObject({ kind: 'none', url: null });
  });

  test('of a picture with huge dimensions is the one that the service makes', async () => {
    const item = await upload('huge.png', Buffer.from('not opened'));
    const node = rig.service.drive.find('Documents/huge.png')!;
    node.rare = { ...node.rare, picture: { width: 40_000, height: 40_000, draw } };
    const { url } = await rig.call('previews.preview', { accountId, item: ref(item) });
    expect([...(await shown(url)).bytes]).toEqual([0x89, 0x50]);
  });

  test('of a picture with huge dimensions that only its header says, too', async () => {
    const header = Buffer.alloc(200_000);
    header.write('\x89PNG\r\n\x1a\n', 'latin1');
    header.writeUInt32BE(40_000, 16);
    header.writeUInt32BE(40_000, 20);
    const item = await upload('undeclared.png', header);
    const preview = async (of: Item) =>
      (await rig.call('previews.preview', { accountId, item: ref(of) })).url ?? '';
    expect(await rig.core.content(new URL(await preview(item)).host)).toBeNull();
    const node = rig.service.drive.find('Documents/undeclared.png')!;
    node.rare = { ...node.rare, picture: { width: 400, height: 300, draw } };
    expect([...(await shown(await preview(item))).bytes]).toEqual([0x89, 0x50]);
    header.writeUInt32BE(400, 16);
    const ordinary = await upload('ordinary.png', header);
    expect((await shown(await preview(ordinary))).bytes.equals(header)).toBe(true);
  });

  test('of an item no longer shared reports it', async () => {
    const { viewId } = await rig.call('view.open', {
      accountId,
      place: 'shared',
      folder: null,
      sort: [],
      filter: '',
    });
    const { count } = await rig.waitForEvent(
      'view.changed',
      (view) => view.viewId === viewId && view.freshness.state === 'fresh',
    );
    const { rows } = await rig.call('view.rows', { viewId, from: 0, to: count });
    const revoked = rows.find(({ name }) => name === 'Quarterly figures.xlsx') as Item;
    expect(await rig.failure('previews.preview', { accountId, item: ref(revoked) })).toMatchObject({
      code: 'accessRevoked',
    });
  });
});
