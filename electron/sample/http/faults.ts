import type { ServiceRequest } from './exchange.ts';
import { matches } from './counters.ts';

/**
 * A scripted fault for requests that match `method` and `route`, from the `nth` on, `times` times:
 *
 *     service.faults.add({ method: 'PUT', route: /content/, nth: 1, status: 503, headers: { 'Retry-After': '2' } });
 *     service.faults.add({ route: 'GET download', cutAfterBytes: 1000 });
 *     service.faults.add({ route: 'PUT upload range', nth: 2, reset: 'afterEffect' });
 *     service.faults.add({ route: 'PUT content', edit: (item) => ({ ...item, size: 7 }) });
 */
export interface Fault {
  method?: string;
  route?: RegExp | string;
  /** 1 is the first matching request after the fault was added. Default 1. */
  nth?: number;
  /** Number of consecutive requests. Default 1; Infinity: all from the nth on. */
  times?: number;
  /** Skips the work, unless `afterEffect`. */
  status?: number;
  headers?: Record<string, string>;
  /**
   * Objects are sent as JSON, strings as HTML, bytes unchanged. Default for an error status: an error body
   * with `code`.
   */
  body?: object | string | Uint8Array;
  code?: string;
  afterEffect?: boolean;
  /** Does the work, then changes the response's JSON. */
  edit?: (json: Record<string, unknown>) => object;
  /** 302 by default, or `status`. */
  redirect?: string;
  delayMs?: number;
  /** Waits for the promise first, so that a test can stop at this request. */
  until?: Promise<unknown>;
  bytesPerSecond?: number;
  cutAfterBytes?: number;
  reset?: 'beforeEffect' | 'afterEffect';
  corrupt?: boolean;
}

export interface Faults {
  add(fault: Fault): PlacedFault;
  hold(fault: Omit<Fault, 'until'>): HeldFault;
  clear(): void;
  take(request: ServiceRequest, label: string): Fault | null;
}

export interface PlacedFault {
  readonly struck: number;
  remove(): void;
}

export interface HeldFault extends PlacedFault {
  /** Releases held requests; further ones are not held. */
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
      // Not spread, because `struck` is read later.
      return Object.assign(add({ ...fault, until: gate.promise }), { letGo: () => gate.resolve() });
    },
    clear() {
      placed = [];
    },
  };
}
