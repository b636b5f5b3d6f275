export interface Codec {
  /** Converts to a JSON value. Throws for what Electron's IPC can't clone: functions, files, symbols. */
  encode(value: unknown): unknown;
  decode(encoded: unknown): unknown;
}

/**
 * What IPC supports beyond JSON: undefined, dates, special numbers and bytes. Every value is a tagged list,
 * so that no object of the page can be mistaken for a tag. Self-contained, because its source also runs in
 * the preload's world.
 */
export function createCodec(): Codec {
  const toBase64 = (bytes: Uint8Array): string => {
    let binary = '';
    for (let at = 0; at < bytes.length; at += 0x8000) {
      binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(binary);
  };
  const fromBase64 = (text: string): Uint8Array => {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  };
  const encode = (value: unknown): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return ['v', value];
    if (value === undefined) return ['u'];
    if (typeof value === 'number') return Number.isFinite(value) ? ['v', value] : ['n', String(value)];
    if (typeof value !== 'object') throw new Error('An object could not be cloned.');
    if (value instanceof Date) return ['d', value.getTime()];
    if (value instanceof ArrayBuffer) return ['b', toBase64(new Uint8Array(value))];
    if (ArrayBuffer.isView(value)) {
      return ['b', toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
    }
    if (Array.isArray(value)) return ['a', value.map(encode)];
    const proto: unknown = Object.getPrototypeOf(value);
    if (proto !== null && Object.getPrototypeOf(proto) !== null)
      throw new Error('An object could not be cloned.');
    return ['o', Object.entries(value).map(([key, entry]) => [key, encode(entry)])];
  };
  const decode = (encoded: unknown): unknown => {
    const [tag, content] = encoded as [string, unknown];
    if (tag === 'v') return content;
    if (tag === 'n') return Number(content);
    if (tag === 'd') return new Date(content as number);
    if (tag === 'b') return fromBase64(content as string);
    if (tag === 'a') return (content as unknown[]).map(decode);
    if (tag !== 'o') return undefined;
    const object: Record<string, unknown> = {};
    for (const [key, entry] of content as [string, unknown][]) {
      // A plain assignment to __proto__ would set the prototype; a structured clone has it as a key.
      Object.defineProperty(object, key, {
        value: decode(entry),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return object;
  };
  return { encode, decode };
}
