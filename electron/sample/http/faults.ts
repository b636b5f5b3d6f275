import type { ServiceRequest } from './exchange.ts';
import { matches } from './counters.ts';

/**
 * One scripted misfortune. It strikes requests that match `method` and `route`, from the `nth` on, `times` times:
 *
 *     service.faults.add({ method: 'PUT', route: /content/, nth: 1, status: 503, headers: { 'Retry-After': '2' } });
 *     service.faults.add({ route: 'GET download', cutAfterBytes: 1000 });
 *     service.faults.add({ route: 'PUT upload range', nth: 2, reset: 'afterEffect' });
 *     service.faults.add({ route: 'PUT content', edit: (item) => ({ ...item, size: 7 }) });
 */
export interface Fault {
  method?: string;
  /** A pattern for "METHOD /path?query" or for the route's label; a string: (part of) the label. */
  route?: RegExp | string;
  /** 1 is the first matching request after the fault was added. Default 1. */
  nth?: number;
  /** How many matching requests in a row. Default 1; Infinity: from the nth on, for ever. */
  times?: number;
  /** Answer this instead of doing the work (unless `afterEffect`). */
  status?: number;
  headers?: Record<string, string>;
  /**
   * An object is sent as JSON, a string as HTML, bytes as they are; `headers` may name another Content-Type. Default for
   * an error status: an error body with `code`.
   */
  body?: object | string | Uint8Array;
  /** The error code of the default body. */
  code?: string;
  /** Do the work first, then answer `status`: the effect is there, the client is told otherwise. */
  afterEffect?: boolean;
  /** Do the work, then change the JSON of the response: a wrong size, a missing property, no properties at all. */
  edit?: (json: Record<string, unknown>) => object;
  /** Send the client here (302, or `status`). */
  redirect?: string;
  /** Wait before anything happens (real time). */
  delayMs?: number;
  /** Wait until the promise settles before anything happens: for tests that must stop the world at one request. */
  until?: Promise<unknown>;
  /** Speed limit for the bodies of this exchange. */
  bytesPerSecond?: number;
  /** Send this much of the answer's body, then reset the connection. */
  cutAfterBytes?: number;
  /** Reset the connection without a word: before the work is done, or after. */
  reset?: 'beforeEffect' | 'afterEffect';
  /** Change one byte of the answer's content on its way. */
  corrupt?: boolean;
}

export interface Faults {
  add(fault: Fault): PlacedFault;
  /** The same, but nothing happens to what it strikes before it is let go. */
  hold(fault: Omit<Fault, 'until'>): HeldFault;
  clear(): void;
  /** The fault that strikes this request, if any. Counts the request for all faults that match. */
  take(request: ServiceRequest, label: string): Fault | null;
}

export interface PlacedFault {
  /** How often it has struck. */
  readonly struck: number;
  remove(): void;
}

export interface HeldFault extends PlacedFault {
  /** All that waits continues, and what comes later doesn't wait. */
  letGo(): void;
}

interface Placed {
  fault: Fault;
  met: number;
  struck: number;
}

export function createFaults(): Faults {
  let placed: Placed[] = [];

  function take(request: ServiceRequest, label: string): Fault | null {
    let striking: Fault | null = null;
    for (const one of placed) {
      const { fault } = one;
      if (fault.method !== undefined && fault.method !== request.method) continue;
      if (fault.route !== undefined && !matches(fault.route, label, request.method, request.target)) continue;
      one.met += 1;
      const nth = fault.nth ?? 1;
      if (striking !== null || one.met < nth || one.met >= nth + (fault.times ?? 1)) continue;
      one.struck += 1;
      striking = fault;
    }
    return striking;
  }

  function add(fault: Fault): PlacedFault {
    const one: Placed = { fault, met: 0, struck: 0 };
    placed.push(one);
    return {
      get struck() {
        return one.struck;
      },
      remove() {
        placed = placed.filter((other) => other !== one);
      },
    };
  }

  return {
    take,
    add,
    hold(fault) {
      const gate = Promise.withResolvers<void>();
      // Not spread: how often it has struck is asked later.
      return Object.assign(add({ ...fault, until: gate.promise }), { letGo: () => gate.resolve() });
    },
    clear() {
      placed = [];
    },
  };
}
