/**
 * Only Graph's `/content` and pre-signed download URLs answer with a redirect; any other request that does
 * was not performed.
 */
export type Hop =
  | { kind: 'follow'; url: string }
  /** Unencrypted: never from the service, but from networks with a sign-in page. */
  | { kind: 'insecure' }
  | { kind: 'none' };

/** Personal drives use two; a longer chain leads nowhere. */
export const maxHops = 5;

const redirectStatuses: readonly number[] = [301, 302, 303, 307, 308];
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

export const isRedirect = (status: number): boolean => status >= 300 && status < 400;

export function toHop(from: string, status: number, headers: Record<string, string>): Hop {
  const location = headers['location'];
  if (!redirectStatuses.includes(status) || location === undefined) return { kind: 'none' };
  if (!URL.canParse(location, from)) return { kind: 'none' };
  const to = new URL(location, from);
  return isProtected(to) || isLocalStep(new URL(from), to)
    ? { kind: 'follow', url: to.href }
    : { kind: 'insecure' };
}

const isProtected = ({ protocol }: URL): boolean => protocol === 'https:';

/** The sample service speaks plain HTTP on this computer. */
const isLocalStep = (from: URL, to: URL): boolean =>
  [from, to].every(({ protocol, hostname }) => protocol === 'http:' && loopback.has(hostname));
