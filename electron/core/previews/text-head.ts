/**
 * The start of a text as UTF-8, whatever its encoding: by byte order mark UTF-8 or UTF-16; otherwise UTF-8 if
 * valid, else Windows-1252, which accepts any byte. `cut`: the bytes are only a beginning, so a partial
 * character at the end is dropped.
 */
export function toUtf8Head(bytes: Uint8Array, cut: boolean): Uint8Array {
  return new TextEncoder().encode(toText(bytes, cut));
}

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
