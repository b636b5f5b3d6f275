import type { ProxyConfig, Session } from 'electron';
import { parseProxyList, toProxyName } from '../core/network/proxy-route.ts';
import type { ProxyCredential, Route, Routing } from '../core/ports.ts';
import { signInOnce, toProxyRules, type AnswerLogin } from './electron-http.ts';

/**
 * Electron reads system proxies itself; those of Settings or the environment are set here. @returns
 * credentials for the proxy, to be used once
 */
export async function routeUpdates(
  session: Session,
  routing: Pick<Routing, 'routes' | 'credential'>,
  feedUrl: string,
): Promise<AnswerLogin> {
  await session.setProxy({ mode: 'system' });
  const [bySystem] = parseProxyList(await session.resolveProxy(feedUrl));
  const [route] = await routing.routes(feedUrl);
  const config = toProxyConfig(route, bySystem);
  if (config !== null) await session.setProxy(config);
  return signInOnce(async (proxy) => toNamed(route) ?? routing.credential(proxy));
}

function toNamed(route: Route | undefined): ProxyCredential | null {
  if (route?.kind !== 'proxy' || route.userName === undefined) return null;
  return { userName: route.userName, password: route.password ?? '' };
}

/** null: use the system's proxy. */
function toProxyConfig(route: Route | undefined, bySystem: Route | undefined): ProxyConfig | null {
  if (route === undefined || route.kind === 'system') return null;
  if (route.kind === 'direct') return bySystem?.kind === 'direct' ? null : { mode: 'direct' };
  const isSame = bySystem?.kind === 'proxy' && toProxyName(bySystem) === toProxyName(route);
  return isSame ? null : { mode: 'fixed_servers', proxyRules: toProxyRules(route) };
}
