import { describe, expect, test } from 'vitest';
import { beginUntil } from '../testing/sign-in-steps.ts';
import { namesOf, openListed } from '../testing/steps.ts';
import { bytesOf } from '../testing/transfer-steps.ts';
import { alexInContoso, ntlm, type NtlmOptions } from './testing/ntlm-responder.ts';
import { serviceHosts } from './testing/proxied-options.ts';
import { withPassword } from './testing/password-request.ts';
import { createProxiedRig, type ProxiedRig } from './testing/proxied-rig.ts';
import { startTestProxy } from './testing/test-proxy.ts';
import { startTinyproxy, whyNoTinyproxy } from './testing/tinyproxy.ts';

const noTinyproxy = whyNoTinyproxy();
if (noTinyproxy !== null) process.stdout.write(`skipped: the suite of a real proxy (${noTinyproxy})\n`);

async function work(rig: ProxiedRig): Promise<void> {
  expect((await beginUntil(rig, withPassword, 'done', 'failed')).failure).toBeNull();
  const large = bytesOf(5 * 1024 ** 2);
  const sent = await rig.upload([await rig.write('small.txt', 'small'), await rig.write('large.bin', large)]);
  expect(sent).toMatchObject([
    { state: 'done', failure: null },
    { state: 'done', failure: null },
  ]);
  const { viewId } = await openListed(rig, { accountId: rig.accountId });
  expect(await namesOf(rig, viewId)).toEqual(['large.bin', 'small.txt']);
  const [got] = await rig.download(['large.bin']);
  expect(got).toMatchObject({ state: 'done', verified: true });
}

const { graph, signIn, content } = serviceHosts;
const everyHost = [graph, signIn, content].map((host) => `${host}:443 200`);
const { userName, domain, password } = alexInContoso;

describe('C2 a proxy that requires NTLM', () => {
  test.each<[string, string, NtlmOptions]>([
    ['DOMAIN\\user', `${domain}\\${userName}`, {}],
    [
      'user@domain',
      `${userName}@${domain.toLowerCase()}.example`,
      { more: ['Negotiate', 'Basic realm="x"'] },
    ],
    ['a proxy of old', `${domain}\\${userName}`, { tellsTime: false, body: 'chunked' }],
  ])('allows sign-in, lists, uploads and downloads: %s', async (_name, typed, options) => {
    const origins = new Map<string, string>();
    await using proxy = await startTestProxy({ origins, judge: ntlm(alexInContoso, options) });
    const credential = { userName: typed, password };
    await using rig = await createProxiedRig({ origins, proxy: () => proxy.name, credential });
    await work(rig);
    expect(proxy.seen).toEqual(expect.arrayContaining(everyHost));
    // One request without credentials; then each connection signs in with two messages.
    const passed = proxy.seen.filter((line) => line.endsWith(' 200'));
    const asked = proxy.seen.filter((line) => line.endsWith(' 407'));
    expect(asked).toHaveLength(passed.length + 1);
    expect(proxy.authorizations.filter((sent) => sent?.startsWith('Basic'))).toEqual([]);
  });
});

describe.skipIf(noTinyproxy !== null)('C2 Debian’s tinyproxy', () => {
  test('allows sign-in, lists, uploads and downloads with a name and a password', async () => {
    const origins = new Map<string, string>();
    await using end = await startTestProxy({ origins });
    await using proxy = await startTinyproxy({ userName: 'alex', password: 'secret-1', upstream: end.name });
    const credential = { userName: 'alex', password: 'secret-1' };
    await using rig = await createProxiedRig({ origins, proxy: () => proxy.name, credential });
    await work(rig);
    expect(end.seen).toEqual(expect.arrayContaining(everyHost));
    expect(await proxy.log()).toContain(`CONNECT ${serviceHosts.content}:443`);
  });
});

test('C2 waits if a proxy disappears, and the upload finishes through the next one', async () => {
  const origins = new Map<string, string>();
  const first = await startTestProxy({ origins, judge: ntlm(alexInContoso) });
  let name = first.name;
  const credential = { userName: `${domain}\\${userName}`, password };
  await using rig = await createProxiedRig({ origins, proxy: () => name, credential });
  const path = await rig.write('large.bin', bytesOf(12 * 1024 ** 2));
  const held = rig.service.faults.hold({ route: 'PUT upload range' });
  const batchId = await rig.begin([path]);
  await expect.poll(() => held.struck).toBe(1);
  await first[Symbol.asyncDispose]();
  held.letGo();
  await rig.until(batchId, ({ waitReason }) => waitReason === 'offline');
  await using second = await startTestProxy({ origins });
  name = second.name;
  const settings = { proxy: 'system', proxyAddress: '', proxyExceptions: '' } as const;
  await rig.call('settings.change', { network: { ...settings, proxyExceptions: 'none.example' } });
  expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', failure: null }]);
  expect(second.seen).toContain(`${serviceHosts.content}:443 200`);
});

test('C2 NO_PROXY connects directly to a host, and the proxy serves the others', async () => {
  const origins = new Map<string, string>();
  await using proxy = await startTestProxy({ origins });
  const environment = { HTTPS_PROXY: `http://${proxy.name}`, NO_PROXY: 'login.microsoftonline.com' };
  await using rig = await createProxiedRig({ origins, routing: { environment } });
  const { failure } = await beginUntil(rig, withPassword, 'failed');
  expect(failure?.code).toBe('offline');
  expect(proxy.seen).toContain(`${serviceHosts.graph}:443 200`);
  expect(proxy.seen.join()).not.toContain(serviceHosts.signIn);
});
