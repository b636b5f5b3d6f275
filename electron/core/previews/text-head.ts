/**
 * The beginning of a text as UTF-8, whatever it was written in: a byte order mark tells UTF-8, UTF-16 little or big
 * endian; without one UTF-8 is tried, and what is not UTF-8 is read as Windows-1252, which takes any byte.
 * `cut` says that the bytes are only a beginning: half a character at their end is then left out, not taken for an
 * error.
 */
export function toUtf8Head(bytes: Uint8Array, cut: boolean): Uint8Array {
  return new TextEncoder().encode(toText(bytes, cut));
}

/** The same as a string. */
export function toText(bytes: Uint8Array, cut: boolean): string {
  const marked = toMarkedEncoding(bytes);
  if (marked !== null) return new TextDecoder(marked).decode(bytes, { stream: cut });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function toMarkedEncoding([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}
