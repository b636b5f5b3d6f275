import type { Socket } from 'node:net';
import type { ProxyCredential } from '../ports.ts';
import { ProxyRefusal } from './proxy-refusal.ts';
import { openTunnel, type TunnelOptions } from './tunnel.ts';

/** NTLM never sends the password to the proxy. Negotiate and Digest are left to the system's network. */
export function chooseScheme(offered: readonly string[]): 'ntlm' | 'basic' | null {
  if (offered.includes('ntlm')) return 'ntlm';
  return offered.includes('basic') ? 'basic' : null;
}

export interface ProxySignIn {
  /**
   * @param target "graph.microsoft.com:443"
   * @throws ProxyRefusal, ProxyUnreachable
   */
  open(target: string): Promise<Socket>;
}

/**
 * Domains lock accounts after a few attempts: the first connection tries a password alone, and a rejected one
 * is not tried again.
 */
export function createProxySignIn(
  options: TunnelOptions,
  find: () => Promise<ProxyCredential | null>,
): ProxySignIn {
  let offered: readonly string[] = [];
  /** null: accepted or unknown. */
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
 * Without typed credentials the system's network may sign in as the current user; after a rejection only the
 * user can help.
 */
export function judgeRefusal(refusal: ProxyRefusal, hasSystem: boolean): 'system' | 'ask' | 'fail' {
  const { status, schemes, hadSignIn } = refusal;
  if (status !== 407) return 'fail';
  const isSilent = schemes.some((scheme) => scheme !== 'basic');
  if (hasSystem && isSilent && !hadSignIn) return 'system';
  return chooseScheme(schemes) === null ? 'fail' : 'ask';
}
