export interface Crossing {
  encode(value: unknown): unknown;
  decode(encoded: unknown): unknown;
}

/**
 * Like Electron's contextBridge: values are cloned; functions and promises become proxies of the other
 * side's. The worlds share `line`, an element outside the document: its events are synchronous, and Chromium
 * clones an event's detail for the other world, files included. Self-contained, because its source runs in
 * both worlds.
 */
export function createCrossing(line: EventTarget, mine: string, theirs: string): Crossing {
  const Envelope = CustomEvent;
  // Bound before the page's first script runs, so that changes to the prototypes have no effect.
  const dispatch = line.dispatchEvent.bind(line);
  const listen = line.addEventListener.bind(line);
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const ids = new WeakMap<object, number>();
  const unsettled = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  let returned: unknown;

  const tell = (what: string, detail: unknown): void =>
    void dispatch(new Envelope(`${theirs}:${what}`, { detail }));
  const hear = (what: string, act: (detail: unknown) => void): void =>
    listen(`${mine}:${what}`, (event) => act((event as CustomEvent).detail));

  const failureOf = (error: unknown): unknown => [
    'e',
    error instanceof Error ? error.message : String(error),
  ];

  const encode = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const id = ids.get(value) ?? ++lastId;
      ids.set(value, id);
      functions.set(id, value as (...args: unknown[]) => unknown);
      return ['f', id];
    }
    if (value === null || typeof value !== 'object') return ['v', value];
    if (value instanceof Promise) {
      const id = ++lastId;
      value.then(
        (result: unknown) => tell('settle', [id, true, encode(result)]),
        (error: unknown) => tell('settle', [id, false, failureOf(error)]),
      );
      return ['p', id];
    }
    if (value instanceof Error) return failureOf(value);
    if (Array.isArray(value)) return ['a', value.map(encode)];
    const proto: unknown = Object.getPrototypeOf(value);
    if (proto !== null && Object.getPrototypeOf(proto) !== null) return ['v', value];
    return ['o', Object.entries(value).map(([key, entry]) => [key, encode(entry)])];
  };

  const decode = (encoded: unknown): unknown => {
    const [tag, content] = encoded as [string, unknown];
    if (tag === 'v') return content;
    if (tag === 'e') return new Error(content as string);
    if (tag === 'a') return (content as unknown[]).map(decode);
    if (tag === 'o') {
      const entries = (content as [string, unknown][]).map(([key, entry]) => [key, decode(entry)] as const);
      return Object.fromEntries(entries);
    }
    if (tag === 'p') {
      return new Promise((resolve, reject) => unsettled.set(content as number, { resolve, reject }));
    }
    return (...args: unknown[]): unknown => {
      returned = undefined;
      tell('call', [content, args.map(encode)]);
      // No response: Chromium could not clone an argument, and the other side received nothing.
      if (returned === undefined) throw new Error('An object could not be cloned.');
      const [isOk, result] = returned as [boolean, unknown];
      if (isOk) return decode(result);
      throw decode(result);
    };
  };

  hear('call', (detail) => {
    const [id, args] = detail as [number, unknown[]];
    let answer: unknown;
    try {
      answer = [true, encode(functions.get(id)?.(...args.map(decode)))];
    } catch (error) {
      answer = [false, failureOf(error)];
    }
    tell('return', answer);
  });
  hear('return', (detail) => {
    returned = detail;
  });
  hear('settle', (detail) => {
    const [id, isOk, result] = detail as [number, boolean, unknown];
    const promise = unsettled.get(id);
    unsettled.delete(id);
    if (isOk) promise?.resolve(decode(result));
    else promise?.reject(decode(result) as Error);
  });

  return { encode, decode };
}
