/**
 * Chromium knows no `app:` or `content:`. In the page a URL of a registered scheme is spelled
 * `http://<host>.<scheme>.localhost:1/…` (secure, with an origin of its own, and nothing listens on port 1);
 * everywhere else, the app's own code included, it keeps its name.
 */
const page = /^http:\/\/([^/?#]+)\.([a-z][a-z0-9+.-]*)\.localhost:1(?=[/?#]|$)(.*)$/s;

export function toPageUrl(url: string, schemes: ReadonlySet<string>): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/is.exec(url);
  const scheme = match?.[1]?.toLowerCase();
  if (!match || scheme === undefined || !schemes.has(scheme)) return url;
  return `http://${match[2]?.toLowerCase()}.${scheme}.localhost:1${match[3] === '' ? '/' : match[3]}`;
}

export function toAppUrl(url: string, schemes: ReadonlySet<string>): string {
  const match = page.exec(url);
  const scheme = match?.[2];
  if (!match || scheme === undefined || !schemes.has(scheme)) return url;
  return `${scheme}://${match[1]}${match[3]}`;
}

/** A policy names a scheme as `content:`; the page must read where that scheme's hosts are for it. */
export function toPageCsp(policy: string, schemes: ReadonlySet<string>): string {
  return policy.replace(/(?<=\s)([a-z][a-z0-9+.-]*):(?=[\s;,]|$)/gi, (source, scheme: string) =>
    schemes.has(scheme.toLowerCase()) ? `http://*.${scheme.toLowerCase()}.localhost:1` : source,
  );
}

/** The same value with every string that is a URL of a registered scheme respelled. */
export function respell(value: unknown, spell: (url: string) => string): unknown {
  if (typeof value === 'string') return spell(value);
  if (Array.isArray(value)) return value.map((entry) => respell(entry, spell));
  if (value === null || typeof value !== 'object') return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, respell(entry, spell)]));
}
