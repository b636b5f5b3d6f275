import { lookup } from 'node:dns/promises';
import { connect as connectTls, type SecureContext } from 'node:tls';
import type { Socket } from 'node:net';
import type { ConnectionCheck } from '../../contract/network.ts';
import { AppError } from '../errors.ts';
import { captivePortalError, isFromCaptivePortal, toNetworkError } from '../graph/network-errors.ts';
import type { Clock, Log, Route, Routing } from '../ports.ts';
import { toProxyName } from './proxy-route.ts';
import { connectDirectly, connectByProxy } from './open-socket.ts';

export interface CheckDeps {
  routing: Routing;
  clock: Clock;
  log: Log;
  /** "https://graph.microsoft.com" */
  graphRoot: string;
  signInRoot: string;
  /** Where the files of an account go, when that is known: the host of its drive. */
  uploadRoot: string | null;
}

const patienceMs = 20_000;

/** Looks at each part of the way to OneDrive by itself, and says which one fails. Sends no token and changes nothing. */
export async function checkConnection(deps: CheckDeps): Promise<ConnectionCheck[]> {
  const { graphRoot, signInRoot, uploadRoot, routing } = deps;
  const { host, hostname } = new URL(graphRoot);
  const [route = { kind: 'direct' } satisfies Route] = await routing.routes(`${graphRoot}/`);
  const isDirect = route.kind === 'direct';
  const proxy = route.kind === 'proxy' ? toProxyName(route) : null;
  const name = isDirect
    ? run('name', host, null, deps, async () => void (await lookup(hostname)))
    : skipped('name', host);
  const open = isDirect || routing.usesSystem(route) ? null : openByProxy(deps, route, hostname);
  const byProxy =
    open === null
      ? skipped('proxy', proxy ?? host)
      : run('proxy', proxy ?? host, proxy, deps, async () => void (await open).destroy());
  return Promise.all([
    name,
    byProxy,
    routing.usesSystem(route) ? skipped('certificate', host) : checkCertificate(deps, route, host, hostname),
    run('graph', host, proxy, deps, () => ask(deps, `${graphRoot}/v1.0/$metadata`, graphRoot)),
    run('signIn', new URL(signInRoot).host, proxy, deps, () =>
      ask(deps, `${signInRoot}/common/v2.0/.well-known/openid-configuration`, signInRoot),
    ),
    uploadRoot === null
      ? skipped('upload', '')
      : run('upload', new URL(uploadRoot).host, proxy, deps, () => reach(deps, `${uploadRoot}/`)),
  ]);
}

const skipped = (part: ConnectionCheck['part'], host: string): Promise<ConnectionCheck> =>
  Promise.resolve({ part, state: 'skipped', host, who: null, failure: null });

async function run(
  part: ConnectionCheck['part'],
  host: string,
  who: string | null,
  { clock }: CheckDeps,
  work: () => Promise<void>,
): Promise<ConnectionCheck> {
  try {
    await work();
    return { part, state: 'ok', host, who, failure: null };
  } catch (error) {
    return { part, state: 'failed', host, who, failure: toExpected(error, clock).toFailure() };
  }
}

function toExpected(error: unknown, clock: Clock): AppError {
  const expected = toNetworkError(error, null, clock.now());
  return expected instanceof AppError ? expected : new AppError('offline', { cause: error });
}

/** An answer of the service itself: JSON or XML, or a refusal for want of a token. */
async function ask({ routing, clock }: CheckDeps, url: string, root: string): Promise<void> {
  const answer = await routing.http.request(toRequest(url));
  const response = {
    status: answer.status,
    headers: answer.headers,
    text: await answer.text(64 * 1024).catch(() => ''),
  };
  if (isFromCaptivePortal(response, root)) throw captivePortalError(response, clock.now());
  if (response.status >= 500) throw new AppError('serviceUnavailable');
}

/** Any answer will do: at this host pages are for people. */
async function reach({ routing }: CheckDeps, url: string): Promise<void> {
  const answer = await routing.http.request(toRequest(url));
  await answer.discard();
}

const toRequest = (url: string) => ({
  method: 'GET' as const,
  url,
  headers: {},
  body: null,
  signal: AbortSignal.timeout(patienceMs),
});

async function openByProxy({ routing }: CheckDeps, route: Route, hostname: string): Promise<Socket> {
  if (route.kind !== 'proxy') return connectDirectly(hostname, patienceMs);
  return connectByProxy(routing, route, hostname, patienceMs);
}

/**
 * Trusted by the app's own authorities: the service's. Trusted by this computer's store only: a company or a program
 * reads along, which works, and which people may want to know.
 */
async function checkCertificate(
  deps: CheckDeps,
  route: Route,
  host: string,
  hostname: string,
): Promise<ConnectionCheck> {
  const { trust } = deps.routing;
  let who: string | null = null;
  const shake = async (secureContext: SecureContext) => {
    const socket = await openByProxy(deps, route, hostname);
    who = await handshake(socket, hostname, secureContext);
  };
  const isPublic = await shake(trust.publicContext()).then(
    () => true,
    () => false,
  );
  if (isPublic) return { part: 'certificate', state: 'ok', host, who, failure: null };
  const checked = await run('certificate', host, null, deps, () => shake(trust.context()));
  return checked.state === 'ok' ? { ...checked, state: 'inspected', who } : checked;
}

/** Who signed the certificate. */
function handshake(socket: Socket, servername: string, secureContext: SecureContext): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const secure = connectTls({ socket, servername, secureContext, rejectUnauthorized: true }, () => {
      const { issuer } = secure.getPeerCertificate();
      secure.destroy();
      const name = issuer.O ?? issuer.CN;
      resolve(typeof name === 'string' ? name.slice(0, 200) : null);
    });
    secure.on('error', reject);
  });
}
