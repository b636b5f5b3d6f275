import { lookup } from 'node:dns/promises';
import { connect as connectTls } from 'node:tls';
import type { ConnectionCheck } from '../../contract/network.ts';
import type { Cloud } from '../../contract/records.ts';
import { clouds } from '../accounts/clouds.ts';
import { AppError } from '../errors.ts';
import { captivePortalError, isFromCaptivePortal, toNetworkError } from '../graph/network-errors.ts';
import { isProxyTrouble } from '../graph/graph-errors.ts';
import type { Clock, Route, Routing } from '../ports.ts';
import { ProxyRefusal } from './proxy-refusal.ts';
import { direct, toProxyName } from './proxy-route.ts';

export interface CheckDeps {
  routing: Routing;
  clock: Clock;
  clouds: readonly Cloud[];
  uploadRoots: readonly string[];
}

const timeoutMs = 20_000;

type Part = ConnectionCheck['part'];

/** Sends no token and changes nothing. */
export async function checkConnection(deps: CheckDeps): Promise<ConnectionCheck[]> {
  const { uploadRoots } = deps;
  const graphRoots = deps.clouds.map((cloud) => clouds[cloud].graphRoot);
  const signInRoots = [...new Set(deps.clouds.map((cloud) => `https://${clouds[cloud].authorityHost}`))];
  const routes = await Promise.all(graphRoots.map(async (root) => checkRoute(deps, root)));
  const [graph, signIn, upload] = await Promise.all([
    Promise.all(graphRoots.map((root) => checkService(deps, 'graph', root, '/v1.0/$metadata'))),
    Promise.all(
      signInRoots.map((root) =>
        checkService(deps, 'signIn', root, '/common/v2.0/.well-known/openid-configuration'),
      ),
    ),
    Promise.all(uploadRoots.map((root) => checkUpload(deps, root))),
  ]);
  const files = upload.length > 0 ? upload : [skipped('upload', '')];
  return withoutRepeats([...routes.flat(), ...graph, ...signIn, ...files]);
}

/** Two clouds usually share a proxy, which works if it leads to one of them. */
function withoutRepeats(checks: readonly ConnectionCheck[]): ConnectionCheck[] {
  const byPlace = new Map<string, ConnectionCheck>();
  for (const check of checks) {
    const place = `${check.part} ${check.host}`;
    if (byPlace.get(place)?.state !== 'ok') byPlace.set(place, check);
  }
  return [...byPlace.values()];
}

async function checkRoute(deps: CheckDeps, root: string): Promise<ConnectionCheck[]> {
  const { routing } = deps;
  const { host, hostname } = new URL(root);
  const route = await routeOf(deps, root);
  const isDirect = route.kind === 'direct';
  if (routing.usesSystem(route))
    return [skipped('name', host), skipped('proxy', host), skipped('certificate', host)];
  const proxy = toProxy(route);
  return Promise.all([
    isDirect
      ? run('name', host, null, deps, async () => void (await lookup(hostname)))
      : skipped('name', host),
    proxy === null
      ? skipped('proxy', host)
      : run('proxy', proxy, null, deps, () => reachProxy(deps, route, hostname)),
    checkCertificate(deps, route, host, hostname),
  ]);
}

/** A proxy that responds works, even if it can't reach the host. */
async function reachProxy({ routing }: CheckDeps, route: Route, hostname: string): Promise<void> {
  try {
    (await routing.open(route, hostname)).destroy();
  } catch (error) {
    if (error instanceof ProxyRefusal && error.status >= 500) return;
    throw error;
  }
}

async function routeOf({ routing }: CheckDeps, root: string): Promise<Route> {
  const [route = direct] = await routing.routes(`${root}/`);
  return route;
}

const toProxy = (route: Route): string | null => (route.kind === 'proxy' ? toProxyName(route) : null);

const skipped = (part: Part, host: string): ConnectionCheck => ({
  part,
  state: 'skipped',
  host,
  who: null,
  failure: null,
});

async function run(
  part: Part,
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

/** The service itself answers with JSON or XML, or refuses for lack of a token. */
async function checkService(
  deps: CheckDeps,
  part: Part,
  root: string,
  path: string,
): Promise<ConnectionCheck> {
  const { routing, clock } = deps;
  return run(part, new URL(root).host, toProxy(await routeOf(deps, root)), deps, async () => {
    const answer = await routing.http.request(toRequest(`${root}${path}`));
    const text = await answer.text(64 * 1024).catch(() => '');
    const response = { status: answer.status, headers: answer.headers, text };
    if (isFromCaptivePortal(response, root)) throw captivePortalError(response, clock.now());
    if (isProxyTrouble(response)) throw new AppError('offline');
    if (response.status >= 500) throw new AppError('serviceUnavailable');
  });
}

/** Any response will do: this host also serves HTML. */
async function checkUpload(deps: CheckDeps, root: string): Promise<ConnectionCheck> {
  return run('upload', new URL(root).host, toProxy(await routeOf(deps, root)), deps, async () => {
    const answer = await deps.routing.http.request(toRequest(`${root}/`));
    await answer.discard();
    if (answer.status === 407) throw new AppError('proxySignIn');
  });
}

const toRequest = (url: string) => ({
  method: 'GET' as const,
  url,
  headers: {},
  body: null,
  signal: AbortSignal.timeout(timeoutMs),
});

/**
 * If only this computer's store trusts the certificate, a company or program inspects traffic, which works,
 * but is worth knowing. The handshake also accepts untrusted certificates, to learn their issuer.
 */
async function checkCertificate(
  deps: CheckDeps,
  route: Route,
  host: string,
  hostname: string,
): Promise<ConnectionCheck> {
  const { trust } = deps.routing;
  let who: string | null = null;
  let isPublic = false;
  const checked = await run('certificate', host, null, deps, async () => {
    const first = await tryHandshake(deps, route, hostname, trust.publicContext());
    who = first.who;
    isPublic = first.failure === null;
    if (isPublic) return;
    const { failure } = await tryHandshake(deps, route, hostname, trust.context());
    if (failure !== null) throw failure;
  });
  return { ...checked, who, state: checked.state === 'ok' && !isPublic ? 'inspected' : checked.state };
}

interface Handshake {
  who: string | null;
  /** Why it is not trusted; null: it is. */
  failure: Error | null;
}

async function tryHandshake(
  { routing }: CheckDeps,
  route: Route,
  servername: string,
  secureContext: ReturnType<Routing['trust']['context']>,
): Promise<Handshake> {
  const socket = await routing.open(route, servername);
  return new Promise((resolve, reject) => {
    const secure = connectTls({ socket, servername, secureContext, rejectUnauthorized: false }, () => {
      const { issuer } = secure.getPeerCertificate();
      // Node's types say Error, but it is a code.
      const reason = secure.authorizationError as unknown as string | Error | null;
      secure.destroy();
      const name = issuer.O ?? issuer.CN;
      const failure =
        reason instanceof Error ? reason : Object.assign(new Error(String(reason)), { code: reason });
      resolve({
        who: typeof name === 'string' ? name.slice(0, 200) : null,
        failure: secure.authorized ? null : failure,
      });
    });
    secure.on('error', reject);
  });
}
