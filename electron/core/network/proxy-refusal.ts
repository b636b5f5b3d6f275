export class ProxyRefusal extends Error {
  override readonly name = 'ProxyRefusal';
  readonly code = 'SLIPWAY_PROXY_REFUSAL';
  readonly status: number;
  /** Supported schemes in lower case: "basic", "ntlm", "negotiate", "digest". */
  readonly schemes: readonly string[];
  readonly realm: string | null;
  /** Credentials were sent and rejected. */
  readonly hadSignIn: boolean;

  constructor(status: number, challenges: string, hadSignIn = false) {
    super(`the proxy answered ${status}`);
    this.status = status;
    this.schemes = toSchemes(challenges);
    this.realm = /realm="([^"]{0,100})/i.exec(challenges)?.[1] ?? null;
    this.hadSignIn = hadSignIn;
  }
}

/** The proxy does not respond: the next one in the list is tried. */
export class ProxyUnreachable extends Error {
  override readonly name = 'ProxyUnreachable';
  readonly code = 'SLIPWAY_PROXY_UNREACHABLE';
}

const known: readonly string[] = ['basic', 'ntlm', 'negotiate', 'digest', 'kerberos'];

const toSchemes = (challenges: string): string[] =>
  [...challenges.toLowerCase().matchAll(/(?:^|,)\s*([a-z]+)(?=\s|,|$)/g)]
    .map(([, scheme = '']) => scheme)
    .filter((scheme) => known.includes(scheme));

export function findCause<E extends Error>(error: unknown, kind: new (...args: never[]) => E): E | null {
  for (let level = error, depth = 0; level instanceof Error && depth < 4; level = level.cause, depth += 1) {
    if (level instanceof kind) return level;
  }
  return null;
}
