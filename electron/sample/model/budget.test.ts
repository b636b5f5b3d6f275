import { describe, expect, it } from 'vitest';
import { createTestClient } from '../testing/client.ts';
import { start } from '../testing/start.ts';
import { ALEX, DANA } from './people.ts';

describe('resource units', () => {
  it('run out, return after Retry-After, and cost more for lists and permissions', async () => {
    const { service, client } = await start({ driveType: 'business', startAt: 0, unitsPerMinute: 10 });
    service.drive.addFile('a.txt', 'x');
    expect((await client.get('/me/drive/root:/a.txt:/permissions')).status).toBe(200);
    expect((await client.get('/me/drive/root/children')).status).toBe(200);
    expect([
      (await client.get('/me')).status,
      (await client.get('/me')).status,
      (await client.get('/me')).status,
    ]).toEqual([200, 200, 200]);
    service.clock.advance(20_000);
    const refused = await client.get('/me');
    expect([
      refused.code,
      refused.headers.get('retry-after'),
      refused.headers.get('ratelimit-limit'),
    ]).toEqual(['activityLimitReached/throttledRequest', '40', null]);
    service.clock.advance(40_000);
    expect((await client.get('/me')).status).toBe(200);
  });

  it('are reported to app-only callers from 80 percent on', async () => {
    const { service } = await start({ driveType: 'business', startAt: 0, unitsPerMinute: 10 });
    const app = createTestClient(service, service.tokens.issue(null));
    const remaining: (string | null)[] = [];
    for (let n = 0; n < 5; n += 1)
      remaining.push(
        (await app.get('/users/alex@contoso.example/drive/root/children')).headers.get('ratelimit-remaining'),
      );
    expect(remaining).toEqual([null, null, null, '2', '0']);
  });
});

describe('tokens', () => {
  it('give an app every drive but no "me", a user their own, and nothing once revoked', async () => {
    const { service } = await start({ driveType: 'business' });
    const app = createTestClient(service, service.tokens.issue(null));
    expect((await app.get('/me')).status).toBe(400);
    expect(await app.get('/me/drive')).toMatchObject({
      status: 400,
      json: { error: { message: "Unable to retrieve user's mysite URL." } },
    });
    expect((await app.get(`/users/${DANA.id}/drive/root`)).status).toBe(200);
    const token = service.tokens.issue(DANA);
    const dana = createTestClient(service, token);
    expect((await dana.get('/me')).json['displayName']).toBe('Dana Reyes');
    expect((await dana.get(`/users/${ALEX.email}/drive/root`)).status).toBe(403);
    service.tokens.revoke(token);
    expect((await dana.get('/me')).status).toBe(401);
  });
});
