import { describe, expect, it } from 'vitest';
import type { SampleService } from '../sample-service.ts';
import { createTestClient, type TestClient } from '../testing/client.ts';
import { askAppToken, fetchFromCloud } from '../testing/cloud-client.ts';
import { start } from '../testing/start.ts';

const THREE = ['fabrikam.example', 'tailspin.example', 'wingtip.example'];
const GLOBAL = 'https://login.microsoftonline.com';

function registerApp(service: SampleService, more = {}): { clientId: string; secret: string } {
  const app = { clientId: 'batch-app', secrets: ['s3cret'], roles: ['Files.ReadWrite.All', 'User.Read.All'] };
  service.directory.register({ ...app, ...more });
  return { clientId: 'batch-app', secret: 's3cret' };
}

async function asApp(service: SampleService, tenant: string): Promise<TestClient> {
  const app = { clientId: 'batch-app', secret: 's3cret', authority: `${GLOBAL}/${tenant}` };
  return createTestClient(service, String(await askAppToken(service, app)));
}

const names = (people: Record<string, unknown>[]) => people.map((one) => String(one['displayName']));

describe('several organizations', () => {
  it('of 40 people each open every drive to their own app, and none to another’s', async () => {
    const { service } = await start({
      driveType: 'business',
      tenants: THREE.map((domain) => ({ domain, people: 40 })),
    });
    registerApp(service);
    for (const domain of THREE) {
      const client = await asApp(service, domain);
      const people = await client.list('/users?$select=id,userPrincipalName&$top=15');
      expect(people.map((one) => one['userPrincipalName'])).toEqual(
        Array.from({ length: 40 }, (_, at) => `user${String(at + 1).padStart(3, '0')}@${domain}`),
      );
      for (const person of people) {
        const drive = await client.get(`/users/${String(person['id'])}/drive`);
        expect([drive.status, drive.json['driveType']]).toEqual([200, 'business']);
        expect(drive.json['owner'].user.id).toBe(person['id']);
        const children = await client.get(`/drives/${String(drive.json['id'])}/root/children`);
        expect(children.status).toBe(200);
      }
    }
    const fabrikam = await asApp(service, 'fabrikam.example');
    const foreign = service.driveOf('user007@wingtip.example').id;
    expect(await fabrikam.get(`/drives/${foreign}`)).toMatchObject({ status: 404, code: 'itemNotFound' });
    expect(await fabrikam.get('/users/user007@wingtip.example/drive')).toMatchObject({
      status: 404,
      code: 'Request_ResourceNotFound',
    });
  });

  it('find people with an apostrophe in their address, raw, encoded, and doubled in a filter', async () => {
    const { service } = await start({
      driveType: 'business',
      tenants: [{ domain: 'fabrikam.example', people: 0, named: ["miles.o'brien"] }],
    });
    registerApp(service);
    const client = await asApp(service, 'fabrikam.example');
    const address = "miles.o'brien@fabrikam.example";
    for (const key of [address, encodeURIComponent(address), address.replace("'", '%27')]) {
      expect((await client.get(`/users/${key}`)).json['displayName']).toBe("Miles O'Brien");
      expect((await client.get(`/users/${key}/drive/root`)).status).toBe(200);
    }
    const filter = encodeURIComponent(`mail eq '${address.replace("'", "''")}'`);
    expect(await client.list(`/users?$filter=${filter}`)).toMatchObject([{ mail: address }]);
  });

  it('of 500 people start as fast as empty ones, and every drive has its own id', async () => {
    const { service } = await start({ tenants: [{ domain: 'fabrikam.example', people: 500 }] });
    expect(service.world.drives.made.length).toBe(3);
    registerApp(service);
    const client = await asApp(service, 'fabrikam.example');
    const last = (await client.get('/users/user500@fabrikam.example/drive')).json;
    expect((await client.get(`/drives/${String(last['id'])}/root`)).status).toBe(200);
    expect(service.world.drives.made.length).toBe(4);
  });

  it('are searched by name and address; $search needs its header', async () => {
    const { service } = await start({
      driveType: 'business',
      tenants: [{ domain: 'fabrikam.example', people: 40 }],
    });
    registerApp(service);
    const client = await asApp(service, 'fabrikam.example');
    const search = `/users?$search=${encodeURIComponent('"displayName:ada" OR "mail:user002"')}`;
    expect(await client.get(search)).toMatchObject({ status: 400, code: 'Request_UnsupportedQuery' });
    const found = await client.get(search, { ConsistencyLevel: 'eventual' });
    expect(found.json['value'].map((one: { displayName: string }) => one.displayName)).toEqual([
      'Ada Abe',
      'Bao Abe',
      'Ada Berg',
    ]);
    const filter = `/users?$filter=${encodeURIComponent("startswith(displayName,'ada') or startswith(mail,'ada')")}`;
    expect((await client.list(filter)).length).toBe(2);
    expect((await client.get("/users?$filter=endswith(mail,'x')")).status).toBe(400);
  });

  it('are listed page by page in order; with a filter, that needs the header and the count', async () => {
    const { service } = await start({
      driveType: 'business',
      tenants: [{ domain: 'fabrikam.example', people: 40 }],
    });
    registerApp(service);
    const client = await asApp(service, 'fabrikam.example');
    const all = names(await client.list('/users?$orderby=displayName&$top=15'));
    expect(all).toHaveLength(40);
    expect(all).toEqual(all.toSorted((a, b) => a.localeCompare(b, 'en')));
    expect(names(await client.list('/users?$orderby=displayName desc&$top=15'))).toEqual(all.toReversed());
    const filtered = `/users?$filter=${encodeURIComponent("startswith(displayName,'ada')")}&$orderby=displayName`;
    expect(await client.get(filtered)).toMatchObject({ status: 400, code: 'Request_UnsupportedQuery' });
    const counted = await client.get(`${filtered}&$count=true`, { ConsistencyLevel: 'eventual' });
    expect(names(counted.json['value'])).toEqual(['Ada Abe', 'Ada Berg']);
    expect((await client.get('/users?$orderby=mail')).status).toBe(400);
  });

  it('require permission to look people up, and have no "me" for an app', async () => {
    const { service } = await start({ driveType: 'business' });
    registerApp(service, { roles: ['Files.Read.All'] });
    const client = await asApp(service, 'contoso.example');
    expect(await client.get('/users')).toMatchObject({ status: 403, code: 'Authorization_RequestDenied' });
    expect((await client.get('/users/dana@contoso.example/drive')).status).toBe(200);
    expect(await client.get('/me')).toMatchObject({ status: 400, code: 'BadRequest' });
    expect((await client.get('/me/drive')).json['error'].message).toBe(
      "Unable to retrieve user's mysite URL.",
    );
    expect((await client.put('/users/dana@contoso.example/drive/root:/a.txt:/content', 'a')).status).toBe(
      403,
    );
  });

  it('have people without a OneDrive: never opened, unlicensed, being set up', async () => {
    const { service, client } = await start({ driveType: 'business' });
    service.world.mysites.set('dana@contoso.example', 'missing').set('kim@contoso.example', 'unlicensed');
    service.world.mysites.set('alex@contoso.example', 'missing');
    const message = async (path: string): Promise<unknown> => (await client.get(path)).json['error'].message;
    expect(await message('/users/dana@contoso.example/drive')).toBe("User's mysite not found.");
    expect(await message('/users/kim@contoso.example/drive')).toBe('Tenant does not have a SPO license.');
    expect(await message('/me/drive')).toBe("Unable to retrieve user's mysite URL.");
    service.world.mysites.set('alex@contoso.example', 'provisioning');
    expect((await client.get('/me/drive')).code).toBe('serviceNotAvailable/resourceBeingProvisioned');
    service.world.mysites.clear();
    expect((await client.get('/me/drive')).status).toBe(200);
  });
});

describe('a cloud', () => {
  const clouds = [
    ['usGovL4', 'https://login.microsoftonline.us', 'https://graph.microsoft.us'],
    ['usGovL5', 'https://login.microsoftonline.us', 'https://dod-graph.microsoft.us'],
    ['china', 'https://login.partner.microsoftonline.cn', 'https://microsoftgraph.chinacloudapi.cn'],
  ] as const;

  it.each(clouds)(
    '%s signs in its own tenants, and its Graph accepts only its own tokens',
    async (cloud, login, graph) => {
      const { service } = await start({
        driveType: 'business',
        tenants: [{ domain: 'agency.example', people: 2, cloud }],
      });
      const app = registerApp(service);
      const authority = `${login}/agency.example`;
      const token = String(await askAppToken(service, { ...app, authority, graph }));
      const get = (root: string): Promise<Response> =>
        fetchFromCloud(service, `${root}/v1.0/users?$top=1`, {
          headers: { Authorization: `Bearer ${token}` },
        });
      const page = (await (await get(graph)).json()) as Record<string, string>;
      expect(page['@odata.nextLink']).toContain(`${graph}/v1.0/users?`);
      expect((await get('https://graph.microsoft.com')).status).toBe(401);
      expect(await askAppToken(service, { ...app, authority })).toBe(500011);
      expect(await askAppToken(service, { ...app, authority: `${GLOBAL}/agency.example`, graph })).toBe(
        900432,
      );
      expect(await askAppToken(service, { ...app, authority: `${login}/nowhere.example`, graph })).toBe(
        90002,
      );
    },
  );

  it('identifies itself, and refuses tenants of another', async () => {
    const { service } = await start({ tenants: [{ domain: 'agency.example', people: 1, cloud: 'usGovL4' }] });
    const describe = async (authority: string): Promise<Record<string, unknown>> =>
      (await (
        await fetchFromCloud(service, `${authority}/v2.0/.well-known/openid-configuration`)
      ).json()) as Record<string, unknown>;
    expect(await describe('https://login.microsoftonline.us/agency.example')).toMatchObject({
      token_endpoint: 'https://login.microsoftonline.us/agency.example/oauth2/v2.0/token',
    });
    expect(await describe(`${GLOBAL}/agency.example`)).toMatchObject({ error_codes: [90038] });
    expect(await describe('https://login.microsoftonline.us/contoso.example')).toMatchObject({
      error_codes: [90038],
    });
    expect(service.reach('https://graph.evil.example/v1.0/me')).toBeNull();
  });
});
