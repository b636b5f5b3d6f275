// A core that uses the environment's proxy (HTTPS_PROXY) and trust store (SSL_CERT_FILE).
import { join } from 'node:path';
import { z } from 'zod';
import type { Transfer } from '../../../contract/transfers.ts';
import { createCore } from '../../core.ts';
import type { Log } from '../../ports.ts';
import { connectBare } from '../../testing/test-session.ts';
import { byName, offerPaths } from '../../testing/steps.ts';
import { realClock, toPorts } from '../../testing/test-ports.ts';
import { createRouting } from '../routing.ts';
import { withPassword } from './password-request.ts';

const Work = z.object({
  graphUrl: z.string(),
  accessToken: z.string(),
  userData: z.string(),
  path: z.string(),
  downloads: z.boolean(),
});
const { graphUrl, accessToken, userData, path, downloads } = Work.parse(JSON.parse(process.argv[2] ?? ''));

const none = (): void => undefined;
const log: Log = { info: none, warn: none, error: none };
const ports = toPorts({ graphUrl, accessToken, reach: () => null }, userData, realClock, log);
const routing = createRouting({
  resolveProxy: null,
  environment: process.env,
  systemHttp: null,
  vault: ports.vault,
  log,
  credentialFile: join(userData, 'credentials', 'proxy.sealed'),
});
ports.routing = routing;
ports.http = routing.http;
const core = await createCore(ports);
const { call, waitForEvent, openRoot, session } = connectBare(core);

async function run(begin: () => Promise<unknown>): Promise<Transfer | undefined> {
  const ended = waitForEvent('transfers.changed', ({ summary }) => summary.done + summary.failed > 0);
  await begin();
  await ended;
  const { transfers } = await call('transfers.list', {});
  await call('transfers.clearEnded', {});
  return transfers[0];
}

const signedIn = waitForEvent('signIn.changed', ({ state }) => state === 'done' || state === 'failed');
await call('signIn.begin', withPassword);
const { account, failure } = await signedIn;
if (account === null) throw new Error(`not signed in: ${failure?.code}`);
const { accountId } = account;
await openRoot(accountId);
const root = { accountId, place: 'myfiles', folder: null, sort: byName, filter: '' } as const;
const { folder: parent } = await call('view.open', root);
if (parent === null) throw new Error('My files has no folder');
const tickets = await offerPaths(session, [path]);
const startMs = performance.now();
const uploaded = await run(() => call('transfers.upload', { accountId, parent, tickets, intent: 'upload' }));
const uploadMs = performance.now() - startMs;
const itemIds = uploaded?.item == null ? [] : [uploaded.item.itemId];
const downloaded = downloads
  ? await run(async () => {
      const again = await openRoot(accountId);
      await call('transfers.download', { accountId, selection: { viewId: again, mode: 'only', itemIds } });
    })
  : undefined;
const checks = await call('network.check', {});
await core.close();
await routing.http.close();
const maxMiB = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ uploaded, downloaded, checks, uploadMs, maxMiB }));
