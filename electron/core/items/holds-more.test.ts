import { expect, test } from 'vitest';
import { createSampleService } from '../../sample/sample-service.ts';
import { parseDrive } from '../graph/drive-item.ts';
import { createGraphClient } from '../graph/graph-client.ts';
import { createUndiciHttp } from '../graph/undici-http.ts';
import { realClock } from '../testing/test-ports.ts';
import { silentLog as log } from '../testing/transfer-records.ts';
import { holdsMore } from './holds-more.ts';

test('compares a copy with too many folders to check by size', async () => {
  const service = await createSampleService({ content: 'empty' });
  const http = createUndiciHttp();
  const { graphUrl, accessToken, drive } = service;
  const access = { graphUrl, token: async () => accessToken };
  const graph = createGraphClient({ access, http, clock: realClock, log, version: '1.2.3' });
  try {
    const account = await graph.json({ method: 'GET', path: '/me/drive' }, parseDrive);
    for (const folder of ['Original', 'Copy']) drive.addFile(`${folder}/In/Deep/a.txt`, 'a');
    const [original, copy] = ['Original', 'Copy'].map((path) => ({
      driveId: drive.id,
      itemId: drive.idOf(path),
    }));
    const isMore = () => holdsMore({ account, graph }, copy!, original!, 1);
    expect(await isMore()).toBe(false);
    drive.addFile('Copy/In/Deep/mine.txt', 'mine');
    expect(await isMore()).toBe(true);
    // Unknown without the original.
    drive.remove('Original/In/Deep');
    drive.remove('Original/In');
    drive.remove('Original');
    expect(await isMore()).toBe(true);
  } finally {
    graph.close();
    await http.close();
    await service.close();
  }
});
