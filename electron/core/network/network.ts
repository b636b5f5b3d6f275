import type { ConnectionCheck, NetworkSettings, NetworkState } from '../../contract/network.ts';
import type { Cloud } from '../../contract/records.ts';
import { clouds } from '../accounts/clouds.ts';
import type { Clock, Routing } from '../ports.ts';
import { checkConnection } from './check-connection.ts';
import { direct, parseProxyAddress, toProxyName } from './proxy-route.ts';

export interface Network {
  state(): Promise<NetworkState>;
  check(): Promise<ConnectionCheck[]>;
  /** @returns whether the password is sealed on the disk, or lasts for the session only */
  signIn(credential: { proxy: string; userName: string; password: string }): Promise<{ isKept: boolean }>;
  forgetSignIn(): Promise<void>;
  applySettings(settings: NetworkSettings): void;
}

export interface NetworkDeps {
  routing: Routing;
  clock: Clock;
  clouds: () => readonly Cloud[];
  uploadRoots: () => Promise<string[]>;
  changed: () => void;
  mayWork: () => void;
}

/** Small files go there as well. */
const graphRoots: ReadonlySet<string> = new Set(Object.values(clouds).map(({ graphRoot }) => graphRoot));
/** Each region of the service has its own hosts. */
const maxContentHosts = 4;

export function createNetwork(deps: NetworkDeps): Network {
  const { routing, clock, changed, mayWork } = deps;
  const cloudsInUse = (): readonly [Cloud, ...Cloud[]] => {
    const [first = 'global', ...more] = deps.clouds();
    return [first, ...more];
  };
  routing.listen(changed);
  let applied = '';
  let isAddressWrong = false;
  return {
    async state() {
      const [route = direct] = await routing.routes(`${clouds[cloudsInUse()[0]].graphRoot}/`);
      return {
        proxy: route.kind === 'proxy' ? toProxyName(route) : null,
        bySystem: routing.usesSystem(route),
        signInWanted: routing.wanted(),
        signedInTo: await routing.signedInTo(),
        isAddressWrong,
        systemCertificates: routing.trust.systemCount(),
      };
    },
    async check() {
      const others = routing.contentOrigins().filter((origin) => !graphRoots.has(origin));
      const known = others.slice(-maxContentHosts);
      const uploadRoots = known.length > 0 ? known : await deps.uploadRoots().catch(() => []);
      return checkConnection({ routing, clock, clouds: cloudsInUse(), uploadRoots });
    },
    async signIn(credential) {
      const result = await routing.signIn(credential);
      mayWork();
      return result;
    },
    forgetSignIn: () => routing.forgetSignIn(),
    applySettings(settings) {
      const next = JSON.stringify(settings);
      if (next === applied) return;
      applied = next;
      const { proxy, proxyAddress } = settings;
      isAddressWrong = proxy === 'manual' && proxyAddress !== '' && parseProxyAddress(proxyAddress) === null;
      routing.applySettings(settings);
      changed();
      mayWork();
    },
  };
}
