import { describe, expect, test } from 'vitest';
import type { AppError } from '../errors.ts';
import { createFastClock } from '../testing/fast-clock.ts';
import { untilNetworkSignIn } from '../testing/change-steps.ts';
import { createRig } from '../testing/rig.ts';
import { addSample, namesOf, openListed, openPath, rowNamed, toRef } from '../testing/steps.ts';
import {
  beginToPiece,
  bytesOf,
  createTransferRig,
  expectStored,
  threePieces,
} from '../testing/transfer-steps.ts';
import { refusedUrl } from '../../sample/http/refused-url.ts';
import { toAppError, unexpectedResponse } from './graph-errors.ts';

const forEver = Number.POSITIVE_INFINITY;
const page = '<html><title>Blocked</title><p>Your organization does not allow this page.</html>';
const statuses = [400, 401, 403, 404, 405, 409, 410, 412, 451];
const codeOf = (error: AppError) => error.code;

describe('an HTML page comes from the network, whatever its status', () => {
  const html = { 'content-type': 'text/html' };
  test.each(statuses)('%i', (status) => {
    expect(codeOf(toAppError({ status, headers: html, text: page }, 0))).toBe('networkSignIn');
    expect(codeOf(toAppError({ status, headers: {}, text: `<!-- proxy -->\n${page}` }, 0))).toBe(
      'networkSignIn',
    );
    const error = { status, headers: {}, text: '{"error":{"code":"accessDenied"}}' };
    expect(codeOf(toAppError(error, 0))).not.toBe('networkSignIn');
  });

  test('except if a proxy, a slow line or a busy service reports trouble with its status', () => {
    expect(
      [407, 408, 429, 502, 503].map((status) => codeOf(toAppError({ status, headers: html, text: page }, 0))),
    ).toEqual(['proxySignIn', 'serviceUnavailable', 'throttled', 'serviceUnavailable', 'serviceUnavailable']);
  });
});

describe('the page with which Microsoft’s web server refuses a URL', () => {
  test('means that the name isn’t accepted, and no transfer waits for the network', async () => {
    await using rig = await createTransferRig();
    const { status, headers, body } = refusedUrl;
    const text = body.kind === 'text' ? body.text : '';
    expect(codeOf(toAppError({ status, headers: {}, text }, 0))).toBe('badName');
    expect(codeOf(unexpectedResponse({ status, headers: {}, text }, 0, 'notJson'))).toBe('unexpectedAnswer');
    rig.service.faults.add({ route: 'PUT content', status, headers, body: text });
    expect(await rig.upload([await rig.write('a\ufffc.txt', 'text')])).toMatchObject([
      { state: 'failed', failure: { code: 'badName', subject: 'a\ufffc.txt' } },
    ]);
    expect(await rig.upload([await rig.write('b.txt', 'text')])).toMatchObject([{ state: 'done' }]);
  });

  test.each(['a\u0081.txt', 'a\ufdd0.txt', 'a\ufff3.txt'])(
    'stops nobody from using an item that is named %j already',
    async (name) => {
      await using rig = await createTransferRig();
      const { accountId } = rig;
      rig.service.drive.addFile(name, 'text');
      expect(await rig.failure('paths.resolve', { accountId, text: `myfiles/${name}x` })).toMatchObject({
        code: 'pathNotFound',
      });
      expect(await rig.download([name])).toMatchObject([{ state: 'done', verified: true }]);
      const { viewId } = await openListed(rig, { accountId });
      const item = toRef(await rowNamed(rig, viewId, name));
      await rig.call('items.rename', { accountId, item, name: 'b.txt' });
      expect(rig.service.drive.tree()).toEqual(['b.txt']);
    },
  );
});

const everywhere = { route: /./, body: page, times: forEver };
/** Squid's own responses, and what it forwards. */
const ofSquid = {
  'content-type': 'text/html;charset=utf-8',
  'x-squid-error': 'ERR_CONNECT_FAIL 111',
  via: '1.1 proxy.contoso.example (squid/5.7)',
};

describe('a proxy that can’t reach the service', () => {
  const { 'content-type': type, via } = ofSquid;
  test.each([500, 502, 503, 504])('is reported with %i as a missing network', (status) => {
    expect(codeOf(toAppError({ status, headers: ofSquid, text: page }, 0))).toBe('offline');
    expect(codeOf(toAppError({ status, headers: { 'content-type': type, via }, text: page }, 0))).toBe(
      'offline',
    );
  });

  test('passes on errors of the service itself', () => {
    const own = { via, 'request-id': '1', 'content-type': type };
    expect(codeOf(toAppError({ status: 503, headers: own, text: page }, 0))).toBe('serviceUnavailable');
    const json = { via, 'content-type': 'application/json' };
    expect(codeOf(toAppError({ status: 503, headers: json, text: '{"error":{}}' }, 0))).toBe(
      'serviceUnavailable',
    );
  });

  test('is waited for as long as necessary, and the upload keeps its session', async () => {
    await using rig = await createTransferRig();
    const content = bytesOf(threePieces);
    const { batchId, letGo } = await beginToPiece(rig, 2, content);
    const filter = rig.service.faults.add({
      route: /upload|up\//,
      status: 503,
      headers: ofSquid,
      body: page,
      times: forEver,
    });
    letGo();
    await rig.until(batchId, ({ waitReason }) => waitReason === 'offline');
    filter.remove();
    await expectStored(rig, await rig.settled(batchId), content);
    expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
  });
});

test.each(statuses)(
  'T47 a folder answered with a page of %i keeps its rows and its account',
  async (status) => {
    await using rig = await createRig({ clock: createFastClock() });
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId });
    const before = await namesOf(rig, viewId);
    rig.service.faults.add({ ...everywhere, status });
    await rig.call('view.refresh', { viewId });
    const { freshness } = await rig.waitForEvent(
      'view.changed',
      (view) => view.viewId === viewId && view.freshness.state === 'failed',
    );
    expect(freshness.failure).toMatchObject({ code: 'networkSignIn' });
    expect(await namesOf(rig, viewId)).toEqual(before);
    expect(await rig.call('accounts.list', {})).toMatchObject([{ state: 'ready', failure: null }]);
  },
);

test.each([403, 404, 410])(
  'plain text of %i instead of Graph’s JSON also comes from the network',
  async (status) => {
    await using rig = await createRig({ clock: createFastClock() });
    const accountId = await addSample(rig);
    const { viewId, head } = await openListed(rig, { accountId });
    const names = await namesOf(rig, viewId);
    const body = new TextEncoder().encode('Access denied by policy 17');
    rig.service.faults.add({ route: 'PATCH item', status, body, times: forEver });
    const item = toRef(await rowNamed(rig, viewId, 'Documents'));
    expect(await rig.failure('items.rename', { accountId, item, name: 'x' })).toMatchObject({
      code: 'networkSignIn',
    });
    expect(await namesOf(rig, viewId)).toEqual(names);
    expect(head.canWrite).toBe(true);
  },
);

test('a folder of somebody else isn’t taken for read-only, and nothing of it disappears', async () => {
  await using rig = await createRig({ clock: createFastClock() });
  const accountId = await addSample(rig);
  const { viewId, head } = await openPath(rig, accountId, 'shared/HR');
  const { canWrite } = head;
  const names = await namesOf(rig, viewId);
  rig.service.faults.add({ ...everywhere, status: 403 });
  const failure = await rig.failure('items.createFolder', { accountId, parent: head.folder!, name: 'x' });
  expect(failure).toMatchObject({ code: 'networkSignIn' });
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  await rig.call('items.delete', { accountId, selection });
  await untilNetworkSignIn(rig);
  expect(await namesOf(rig, viewId)).toEqual(names);
  expect((await rig.call('view.refresh', { viewId })).canWrite).toBe(canWrite);
});

test.each([401, 403, 404, 409, 410])('T47 an upload keeps its session after a page of %i', async (status) => {
  await using rig = await createTransferRig();
  const content = bytesOf(threePieces);
  const { batchId, letGo } = await beginToPiece(rig, 2, content);
  const filter = rig.service.faults.add({ route: /upload|up\//, status, body: page, times: forEver });
  letGo();
  await rig.until(batchId, ({ waitReason }) => waitReason === 'networkSignIn');
  filter.remove();
  await expectStored(rig, await rig.settled(batchId), content);
  expect(rig.service.counters.count('POST createUploadSession')).toBe(1);
});

test.each([200, 401, 403, 404])(
  'a download never saves a page of %i as the file, and continues after it',
  async (status) => {
    await using rig = await createTransferRig({ quirks: { noHashes: true } });
    rig.service.drive.addFile('a.txt', 'x'.repeat(page.length));
    const filter = rig.service.faults.add({ route: 'GET download', status, body: page, times: forEver });
    const batchId = await rig.beginDownload(['a.txt']);
    await rig.until(batchId, ({ waitReason }) => waitReason === 'networkSignIn');
    filter.remove();
    expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', bytesDone: page.length }]);
  },
);

test('an HTML file is downloaded like any other', async () => {
  await using rig = await createTransferRig();
  rig.service.drive.addFile('page.html', page);
  expect(await rig.download(['page.html'])).toMatchObject([{ state: 'done', verified: true }]);
});

test('a preview of a text doesn’t show a page of the network', async () => {
  await using rig = await createTransferRig();
  rig.service.drive.addFile('a.txt', 'text');
  const { viewId } = await openListed(rig, { accountId: rig.accountId });
  const item = toRef(await rowNamed(rig, viewId, 'a.txt'));
  rig.service.faults.add({ route: 'GET download', status: 200, body: page });
  expect(await rig.failure('previews.preview', { accountId: rig.accountId, item })).toMatchObject({
    code: 'networkSignIn',
    subject: 'a.txt',
  });
});
