import { describe, expect, it } from 'vitest';
import { start } from '../testing/start.ts';

describe('a notebook', () => {
  it.each(['personal', 'business'] as const)(
    'on a %s drive is a package without content, whose name no upload can use; its pages have no hash',
    async (driveType) => {
      const { service, client } = await start({ driveType });
      service.drive.addNotebook('Notes/Meetings', 5000);
      service.drive.addFile('Notes/Section.one', 'page');
      service.drive.addFile('Notes/Open Notebook.onetoc2', 'toc');
      const [meetings, contents, section] = await client.list('/me/drive/root:/Notes:/children');
      expect(meetings).toMatchObject({ name: 'Meetings', size: 5000, package: { type: 'oneNote' } });
      expect([meetings?.['file'], meetings?.['folder']]).toEqual([undefined, undefined]);
      expect(section?.['file']).toEqual({ mimeType: 'application/msonenote' });
      expect(contents?.['file']).toEqual({ mimeType: 'application/msonenote' });
      expect((await client.get('/me/drive/root:/Notes/Meetings:/content')).status).toBe(400);
      expect((await client.post('/me/drive/root:/Notes/Meetings:/createUploadSession', {})).code).toBe(
        'nameAlreadyExists',
      );
    },
  );
});

describe('a special folder', () => {
  it('is created for callers with write permission and refused to others', async () => {
    const { service, client } = await start();
    const { person } = { person: service.drive.raw.owner };
    const reader = { person, tenantId: null, permissions: ['Files.Read'] };
    service.tokens.admit('reader', reader, Number.POSITIVE_INFINITY);
    const asReader = await client.call('GET', '/me/drive/special/music', { token: 'reader' });
    expect([asReader.status, asReader.code]).toEqual([403, 'accessDenied']);
    expect((await client.get('/me/drive/special/music')).status).toBe(200);
    expect((await client.call('GET', '/me/drive/special/music', { token: 'reader' })).status).toBe(200);
    const appFolder = { ...reader, permissions: ['Files.ReadWrite.AppFolder'] };
    service.tokens.admit('app folder', appFolder, Number.POSITIVE_INFINITY);
    const put = (path: string): Promise<{ status: number }> =>
      client.call('PUT', path, { token: 'app folder', body: 'x' });
    expect((await put('/me/drive/special/approot:/a.txt:/content')).status).toBe(201);
    expect((await put('/me/drive/root:/a.txt:/content')).status).toBe(403);
  });
});

describe('a part of a $batch', () => {
  it('is affected by faults and counted like a request of its own', async () => {
    const { service, client } = await start();
    service.drive.addFile('a.txt', 'a');
    service.drive.addFile('b.txt', 'b');
    service.faults.add({ route: 'DELETE item', nth: 2, status: 429, headers: { 'Retry-After': '7' } });
    const requests = ['a.txt', 'b.txt'].map((name) => ({
      id: name,
      method: 'DELETE',
      url: `/me/drive/root:/${name}`,
    }));
    const { responses } = (await client.post('/$batch', { requests })).json as {
      responses: { id: string; status: number; headers: Record<string, string> }[];
    };
    expect(responses.map((one) => [one.id, one.status, one.headers['Retry-After']])).toEqual([
      ['a.txt', 204, undefined],
      ['b.txt', 429, '7'],
    ]);
    expect([service.counters.count('DELETE item'), service.counters.count('POST batch')]).toEqual([2, 1]);
    expect(service.drive.tree()).toEqual(['b.txt']);
  });
});

describe('lists', () => {
  it('of changes may have empty pages with a next link', async () => {
    const { service, client } = await start({ quirks: { emptyPages: true } });
    service.drive.addFolder('F', { files: 5 });
    const sizes: number[] = [];
    const names: string[] = [];
    for (let next: string | undefined = '/me/drive/root/delta?$top=3'; next !== undefined;) {
      const { json } = await client.get(next);
      sizes.push(json['value'].length);
      names.push(...json['value'].map((one: { name: string }) => one.name));
      next = json['@odata.nextLink'] as string | undefined;
    }
    expect(sizes).toEqual([3, 0, 3, 0, 1]);
    expect(new Set(names).size).toBe(7);
  });

  it('of search results need a region from an app, and a drive may hide its quota', async () => {
    const { service, client } = await start({ driveType: 'business', quirks: { hidesQuota: true } });
    service.drive.addFile('contoso.txt', 'x');
    const request = { entityTypes: ['driveItem'], query: { queryString: 'contoso' } };
    const token = service.tokens.issue(null);
    const ask = async (more: object): Promise<number> =>
      (await client.call('POST', '/search/query', { token, body: { requests: [{ ...request, ...more }] } }))
        .status;
    expect([await ask({}), await ask({ region: 'EUR' })]).toEqual([400, 200]);
    expect((await client.get('/me/drive')).json['quota']).toBeUndefined();
  });
});
