import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { ConnectionCheck } from '../../contract/network.ts';
import type { Transfer } from '../../contract/transfers.ts';
import { createSampleService } from '../../sample/sample-service.ts';
import { bytesOf } from '../testing/transfer-steps.ts';
import { createAuthority } from './testing/authority.ts';
import { alexInContoso, ntlm } from './testing/ntlm-responder.ts';
import { serviceCertificate, serviceFront, serviceHosts, toOrigins } from './testing/proxied-options.ts';
import { startTestProxy } from './testing/test-proxy.ts';

interface Told {
  uploaded: Transfer;
  downloaded: Transfer;
  checks: ConnectionCheck[];
}

const program = fileURLToPath(new URL('./testing/behind-proxy.ts', import.meta.url));
const { domain, userName, password } = alexInContoso;

async function workBehind(store: string): Promise<Told> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-inspected-'));
  await using cleaning = new AsyncDisposableStack();
  cleaning.defer(() => rm(folder, { recursive: true, force: true }));
  const service = await createSampleService({ content: 'empty', front: serviceFront });
  cleaning.defer(() => service.close());
  const proxy = cleaning.use(
    await startTestProxy({
      origins: toOrigins(service),
      judge: ntlm(alexInContoso),
      inspect: authority.inspect(serviceCertificate.cert),
    }),
  );
  const storeFile = join(folder, 'store.pem');
  const path = join(folder, 'report.bin');
  await writeFile(storeFile, store);
  await writeFile(path, bytesOf(5 * 1024 ** 2));
  const { graphUrl, accessToken } = service;
  const work = { graphUrl, accessToken, userData: join(folder, 'profile'), path, downloads: true };
  const named = [`${domain}\\${userName}`, password].map((part) => encodeURIComponent(part)).join(':');
  const env = {
    ...process.env,
    SSL_CERT_FILE: storeFile,
    SSL_CERT_DIR: folder,
    HTTPS_PROXY: `http://${named}@${proxy.name}`,
  };
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(work)], { env });
  expect(proxy.seen).toContain(`${serviceHosts.content}:443 200`);
  return JSON.parse(stdout) as Told;
}

const authority = createAuthority('Contoso');

test('C2 everything works and is reported behind an inspecting NTLM proxy whose certificate authority the system trusts', async () => {
  const { uploaded, downloaded, checks } = await workBehind(authority.certificate);
  expect(uploaded).toMatchObject({ state: 'done', failure: null });
  expect(downloaded).toMatchObject({ state: 'done', verified: true });
  expect(checks.map(({ part, state }) => `${part} ${state}`)).toEqual([
    'name skipped',
    'proxy ok',
    'certificate inspected',
    'graph ok',
    'signIn ok',
    'upload ok',
  ]);
  expect(checks.at(-1)?.host).toBe(serviceHosts.content);
  expect(checks.find(({ part }) => part === 'certificate')?.who).toBe('Contoso');
});

test('C2 nobody can sign in if the system doesn’t trust that authority', async () => {
  const other = createAuthority('Fabrikam').certificate;
  await expect(workBehind(other)).rejects.toThrow('not signed in: certificateUntrusted');
});
