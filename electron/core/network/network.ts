import type { ConnectionCheck, NetworkSettings, NetworkState } from '../../contract/network.ts';
import { clouds } from '../accounts/clouds.ts';
import type { Clock, Log, Routing } from '../ports.ts';
import { checkConnection } from './check-connection.ts';
import { direct, toProxyName } from './proxy-route.ts';

/** What people see of the network, and can do about it. */
export interface Network {
  state(): Promise<NetworkState>;
  check(): Promise<ConnectionCheck[]>;
  /** @returns whether the password is sealed on the disk; it lasts for the session otherwise */
  signIn(credential: { proxy: string; userName: string; password: string }): Promise<{ isKept: boolean }>;
  forgetSignIn(): Promise<void>;
  applySettings(settings: NetworkSettings): void;
}

export interface NetworkDeps {
  routing: Routing;
  clock: Clock;
  log: Log;
  /** The host that keeps the files of an account; null while there is none. */
  uploadRoot: () => Promise<string | null>;
  changed: () => void;
  /** Somebody signed in to a proxy, or chose another one: what waits for the network tries again. */
  mayWork: () => void;
}

export function createNetwork({ routing, clock, log, uploadRoot, changed, mayWork }: NetworkDeps): Network {
  const { authorityHost, graphRoot } = clouds.global;
  routing.listen(changed);
  let applied = '';
  return {
    async state() {
      const [route = direct] = await routing.routes(`${graphRoot}/`);
      return {
        proxy: route.kind === 'proxy' ? toProxyName(route) : null,
        bySystem: routing.usesSystem(route),
        signInWanted: routing.wanted(),
        systemCertificates: routing.trust.systemCount(),
      };
    },
    async check() {
      const drive = await uploadRoot().catch(() => null);
      return checkConnection({
        routing,
        clock,
        log,
        graphRoot,
        signInRoot: `https://${authorityHost}`,
        uploadRoot: drive,
      });
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
      routing.applySettings(settings);
      changed();
      mayWork();
    },
  };
}
