import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSampleService, type SampleService } from '../../sample/sample-service.ts';
import { AppError } from '../errors.ts';
import { realClock } from '../testing/test-ports.ts';
import { itemPath } from './addressing.ts';
import type { SubRequest } from './json-batch.ts';
import { parseDrive, parseWireItem } from './drive-item.ts';
import { createGraphClient, type GraphClient } from './graph-client.ts';
import { createItems, orNull, type ItemSource } from './items.ts';
import { createUndiciHttp } from './undici-http.ts';

let service: SampleService;
let graph: GraphClient;
let source: ItemSource;
let root: { driveId: string; itemId: string };
let stop: () => Promise<void>;

beforeEach(async () => {
  service = await createSampleService({ content: 'empty' });
  const http = createUndiciHttp();
  const { graphUrl, accessToken } = service;
  const log = { info() {}, warn() {}, error() {} };
  const access = { graphUrl, token: async () => accessToken };
  graph = createGraphClient({ access, http, clock: realClock, log, version: '1.2.3' });
  const account = await graph.json({ method: 'GET', path: '/me/drive' }, parseDrive);
  const { id } = await graph.json({ method: 'GET', path: '/me/drive/root?$select=id' }, parseWireItem);
  source = { account, graph };
  root = { driveId: account.driveId, itemId: id };
  stop = async () => {
    graph.close();
    await http.close();
    await service.close();
  };
});
afterEach(() => stop());

async function refsOf(names: number) {
  service.drive.addFolder('', { files: names, naming: '{n}.txt' });
  const found: { driveId: string; itemId: string; name: string }[] = [];
  await createItems(source).children(root, (page) => {
    found.push(...page);
    return Promise.resolve();
  });
  return found;
}

const toRead = (ref: { driveId: string; itemId: string }): SubRequest => ({
  method: 'GET',
  path: `${itemPath(ref)}?$select=id,name`,
  subject: null,
});

describe('one item', () => {
  test('is found by name and by id, with a download URL only on request', async () => {
    const [ref] = await refsOf(1);
    const items = createItems(source);
    const byName = await items.find(root, '1.TXT');
    expect(byName?.entry).toMatchObject({ name: '1.txt', itemId: ref?.itemId });
    expect(byName?.downloadUrl).toBeNull();
    expect(byName?.driveType).toBe(source.account.driveType);
    expect((await items.get(ref!)).downloadUrl).toBeNull();
    expect((await items.getWithUrl(ref!)).downloadUrl).toMatch(/^http/);
  });

  test('that is not there is null by name and "notFound" by id', async () => {
    const items = createItems(source);
    expect(await items.find(root, 'nothing.txt')).toBeNull();
    const gone = { ...root, itemId: 'nothing!here' };
    await expect(items.get(gone)).rejects.toMatchObject({ code: 'notFound' });
    expect(await orNull(items.get(gone))).toBeNull();
  });

  test('is no longer waited for once the caller gives up', async () => {
    const items = createItems(source, { signal: AbortSignal.abort() });
    await expect(items.get(root)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a batch', () => {
  test('is split into requests of twenty, each item with its own result in order', async () => {
    const refs = await refsOf(41);
    const gone = { ...root, itemId: 'nothing!here' };
    const results = await Promise.all(createItems(source).batch([...refs, gone].map(toRead)));
    expect(results.slice(0, 41)).toEqual(
      refs.map(({ name }) => ({ ok: true, body: expect.objectContaining({ name }) })),
    );
    expect(results[41]).toEqual({ ok: false, error: expect.any(AppError) });
    expect(service.counters.count('POST batch')).toBe(3);
  });

  test('of too few parts is sent one by one', async () => {
    const refs = await refsOf(3);
    const results = await Promise.all(createItems(source).batch(refs.map(toRead), 4));
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(service.counters.count('POST batch')).toBe(0);
  });
});
