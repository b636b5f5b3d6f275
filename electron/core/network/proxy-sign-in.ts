import type { Socket } from 'node:net';
import type { ProxyCredential } from '../ports.ts';
import { ProxyRefusal } from './proxy-refusal.ts';
import { openTunnel, type TunnelOptions } from './tunnel.ts';

/**
 * Which of the ways that a proxy offers is taken with a name and a password. NTLM never shows the proxy the password.
 * Negotiate and Digest are left to the system's own network.
 */
export function chooseScheme(offered: readonly string[]): 'ntlm' | 'basic' | null {
  if (offered.includes('ntlm')) return 'ntlm';
  return offered.includes('basic') ? 'basic' : null;
}

/** Opens connections through one proxy, signed in where the proxy wants that. */
export interface ProxySignIn {
  /**
   * @param target "graph.microsoft.com:443"
   * @throws ProxyRefusal, ProxyUnreachable
   */
  open(target: string): Promise<Socket>;
}

/**
 * A password is sent only in a way that the proxy asked for. One that was refused is not tried again, since domains lock
 * people out after a few times: the first connection tries it alone, and the others wait for what becomes of it.
 */
export function createProxySignIn(
  options: TunnelOptions,
  find: () => Promise<ProxyCredential | null>,
): ProxySignIn {
  let offered: readonly string[] = [];
  /** The last credential, and its refusal; null: accepted, or not known. */
  let lastTry: { credential: ProxyCredential; outcome: Promise<ProxyRefusal | null> } | null = null;

  const openSignedIn = async (
    target: string,
    scheme: 'basic' | 'ntlm',
    credential: ProxyCredential,
  ): Promise<Socket> => {
    const known = lastTry?.credential === credential ? await lastTry.outcome : null;
    if (known !== null) throw known;
    const opening = openTunnel(options, target, { scheme, credential });
    const outcome = opening.then(
      () => null,
      (error: unknown) => (error instanceof ProxyRefusal && error.hadSignIn ? error : null),
    );
    if (lastTry?.credential !== credential) lastTry = { credential, outcome };
    else if ((await outcome) !== null) lastTry = { credential, outcome };
    return opening;
  };

  return {
    async open(target) {
      const credential = await find();
      const scheme = chooseScheme(offered);
      if (credential !== null && scheme !== null) return openSignedIn(target, scheme, credential);
      try {
        return await openTunnel(options, target);
      } catch (error) {
        if (!(error instanceof ProxyRefusal) || error.status !== 407) throw error;
        offered = error.schemes;
        const asked = chooseScheme(offered);
        if (credential === null || asked === null) throw error;
        return openSignedIn(target, asked, credential);
      }
    },
  };
}

/**
 * What follows from a refusal. Without a typed name the system's own network may sign in as the person who uses the
 * computer; with one that was refused, only the person knows better.
 */
export function judgeRefusal(refusal: ProxyRefusal, hasSystem: boolean): 'system' | 'ask' | 'fail' {
  const { status, schemes, hadSignIn } = refusal;
  if (status !== 407) return 'fail';
  const isSilent = schemes.some((scheme) => scheme !== 'basic');
  if (hasSystem && isSilent && !hadSignIn) return 'system';
  return chooseScheme(schemes) === null ? 'fail' : 'ask';
}
