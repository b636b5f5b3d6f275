import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuthority } from '../../electron/core/network/testing/authority.ts';
import { alexInContoso, ntlm } from '../../electron/core/network/testing/ntlm-responder.ts';
import {
  serviceCertificate,
  serviceFront,
  toOrigins,
} from '../../electron/core/network/testing/proxied-options.ts';
import { basic, startTestProxy, type TestProxy } from '../../electron/core/network/testing/test-proxy.ts';
import { createSampleService, type SampleService } from '../../electron/sample/sample-service.ts';
import { serveFeed, type Feed } from '../updates/feed.ts';

export interface CompanyNetwork extends AsyncDisposable {
  /** Reachable only through the proxies, under OneDrive's real host names. */
  oneDrive: SampleService;
  feed: Feed;
  /** Requires Alex to sign in, with NTLM or Basic. */
  strict: TestProxy;
  open: TestProxy;
  storeFile: string;
}

export const updateHost = 'updates.slipway.example';
export const { userName, domain, password } = alexInContoso;

export async function startCompanyNetwork(): Promise<CompanyNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-company-'));
  const storeFile = join(folder, 'store.pem');
  const authority = createAuthority('Contoso');
  await writeFile(storeFile, authority.certificate);
  const oneDrive = await createSampleService({
    content: 'empty',
    driveType: 'business',
    front: serviceFront,
  });
  const feed = await serveFeed();
  const origins = toOrigins(oneDrive).set(updateHost, new URL(feed.url).origin);
  const inspect = authority.inspect(serviceCertificate.cert);
  const byNtlm = ntlm(alexInContoso, { more: ['Basic realm="Contoso"'] });
  const byBasic = basic(`${domain}\\${userName}`, password);
  const strict = await startTestProxy({
    origins,
    inspect,
    judge: (request, socket) =>
      (request.headers['proxy-authorization']?.startsWith('Basic') === true ? byBasic : byNtlm)(
        request,
        socket,
      ),
  });
  const open = await startTestProxy({ origins, inspect });
  return {
    oneDrive,
    feed,
    strict,
    open,
    storeFile,
    async [Symbol.asyncDispose]() {
      await strict[Symbol.asyncDispose]();
      await open[Symbol.asyncDispose]();
      await feed.close();
      await oneDrive.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
