/**
 * Chromium knows neither `app:` nor `content:`. In the page, a URL of a registered scheme becomes
 * `http://<host>.<scheme>.localhost:1/…`, a secure context with its own origin (nothing listens on port 1).
 * Everywhere else, including in the app's own code, it keeps its scheme.
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

/** Converts schemes such as `content:` in a content policy to the hosts that the page uses for them. */
export function toPageCsp(policy: string, schemes: ReadonlySet<string>): string {
  return policy.replace(/(?<=\s)([a-z][a-z0-9+.-]*):(?=[\s;,]|$)/gi, (source, scheme: string) =>
    schemes.has(scheme.toLowerCase()) ? `http://*.${scheme.toLowerCase()}.localhost:1` : source,
  );
}

export function respell(value: unknown, spell: (url: string) => string): unknown {
  if (typeof value === 'string') return spell(value);
  if (Array.isArray(value)) return value.map((entry) => respell(entry, spell));
  if (value === null || typeof value !== 'object') return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, respell(entry, spell)]));
}
