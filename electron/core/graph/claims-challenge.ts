/**
 * `WWW-Authenticate: Bearer …, error="insufficient_claims", claims="<base64 of JSON>"`, with 401, or 403 for
 * conditional access. There may be several headers (joined by commas), with parameters in any order. Returns
 * the claims as JSON text; null if there are none or they can't be read.
 */
export function parseClaimsChallenge(header: string | undefined): string | null {
  if (header === undefined) return null;
  for (const challenge of header.split(/(?=\bBearer\s)/i)) {
    if (!/\berror\s*=\s*"insufficient_claims"/i.test(challenge)) continue;
    const encoded = /\bclaims\s*=\s*"([A-Za-z0-9+/_=-]{1,8192})"/i.exec(challenge)?.[1];
    const claims = encoded === undefined ? null : toJsonText(encoded);
    if (claims !== null) return claims;
  }
  return null;
}

function toJsonText(encoded: string): string | null {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? text : null;
  } catch {
    return null;
  }
}
