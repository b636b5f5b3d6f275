/**
 * A URL keeps its scheme and host, and its path only for Graph (`/v1.0/…`, `/beta/…`): others are secret as a
 * whole.
 */
const url = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>`\\]+/gi;
const bearer = /\b(bearer|basic|digest)\s+[a-z0-9._~+/=-]+/gi;
const jwt = /\beyJ[\w-]{5,}\.[\w-]+\.?[\w-]*/g;
const assignment =
  /\b(access_token|refresh_token|id_token|client_secret|client_assertion|code_verifier|device_code|assertion|password|tempauth|sig|token|code)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi;
const secretName =
  /token|secret|password|authorization|assertion|cookie|credential|certificate|(?:download|upload)url/i;

export const redacted = '[removed]';

export function redactText(text: string): string {
  return text
    .replace(url, redactUrl)
    .replace(bearer, (_, kind: string) => `${kind} ${redacted}`)
    .replace(jwt, redacted)
    .replace(assignment, (_, name: string, sign: string) => `${name}${sign}${redacted}`);
}

function redactUrl(text: string): string {
  if (!URL.canParse(text)) return redacted;
  const { protocol, host, pathname } = new URL(text);
  // The host of a content: URL is a secret id.
  if (protocol === 'content:') return `content://${redacted}`;
  if (protocol === 'app:' || protocol === 'file:' || protocol === 'node:')
    return `${protocol}//${host}${pathname}`;
  return /^\/(v1\.0|beta)(\/|$)/.test(pathname)
    ? `${protocol}//${host}${pathname}`
    : `${protocol}//${host}/…`;
}

export function redactFacts(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? undefined : value;
  if (depth > 6) return redacted;
  if (value instanceof Error) return redactText(value.stack ?? value.message);
  if (Array.isArray(value)) return value.map((entry) => redactFacts(entry, depth + 1));
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `${value.byteLength} bytes`;
  const entries = Object.entries(value).map(([key, entry]) => [
    key,
    secretName.test(key) && entry !== null && typeof entry !== 'number' && typeof entry !== 'boolean'
      ? redacted
      : redactFacts(entry, depth + 1),
  ]);
  return Object.fromEntries(entries);
}
