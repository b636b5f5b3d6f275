import type { ProxyConfig, Session } from 'electron';
import { parseProxyList, toProxyName } from '../core/network/proxy-route.ts';
import type { ProxyCredential, Route, Routing } from '../core/ports.ts';
import { signInOnce, toProxyRules, type AnswerLogin } from './electron-http.ts';

/**
 * Updates come by Electron's own network. It gets the proxy that core would take for the same address: what the system
 * says is left to Electron, host by host; what Settings or the environment say is set.
 *
 * @returns how to sign in to it, once
 */
export async function leadUpdates(
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

/** Where the environment names a person. */
function toNamed(route: Route | undefined): ProxyCredential | null {
  if (route?.kind !== 'proxy' || route.userName === undefined) return null;
  return { userName: route.userName, password: route.password ?? '' };
}

/** null: as the system has it. */
function toProxyConfig(route: Route | undefined, bySystem: Route | undefined): ProxyConfig | null {
  if (route === undefined || route.kind === 'system') return null;
  if (route.kind === 'direct') return bySystem?.kind === 'direct' ? null : { mode: 'direct' };
  const isSame = bySystem?.kind === 'proxy' && toProxyName(bySystem) === toProxyName(route);
  return isSame ? null : { mode: 'fixed_servers', proxyRules: toProxyRules(route) };
}
