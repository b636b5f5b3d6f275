export interface Seen {
  method: string;
  label: string;
  target: string;
  /** "1.1", "2.0"; null for a part of a $batch. */
  httpVersion: string | null;
  status: number;
  bytesIn: number;
  bytesOut: number;
  range: string | null;
  atMs: number;
}

export interface Tally {
  count: number;
  bytesIn: number;
  bytesOut: number;
}

export interface Counters {
  /** Requests whose "METHOD target" or label matches; all of them without a pattern. */
  count(pattern?: RegExp | string): number;
  tally(pattern?: RegExp | string): Tally;
  readonly seen: readonly Seen[];
  /** By label: { "GET children": { count: 2, ... } } */
  byRoute(): Record<string, Tally>;
  note(seen: Seen): void;
  reset(): void;
}

const KEPT = 5000;

export function matches(pattern: RegExp | string, label: string, method: string, target: string): boolean {
  if (typeof pattern === 'string') return label === pattern || label.includes(pattern);
  return pattern.test(label) || pattern.test(`${method} ${target}`);
}

export function createCounters(): Counters {
  let seen: Seen[] = [];
  let routes = new Map<string, Tally>();

  function tally(pattern?: RegExp | string): Tally {
    const found =
      pattern === undefined
        ? seen
        : seen.filter((one) => matches(pattern, one.label, one.method, one.target));
    return found.reduce(
      (sum, one) => ({
        count: sum.count + 1,
        bytesIn: sum.bytesIn + one.bytesIn,
        bytesOut: sum.bytesOut + one.bytesOut,
      }),
      { count: 0, bytesIn: 0, bytesOut: 0 },
    );
  }

  return {
    count: (pattern) => tally(pattern).count,
    tally,
    get seen() {
      return seen;
    },
    byRoute: () => Object.fromEntries(routes),
    note(one) {
      seen.push(one);
      if (seen.length > KEPT * 2) seen = seen.slice(-KEPT);
      const sum = routes.get(one.label) ?? { count: 0, bytesIn: 0, bytesOut: 0 };
      sum.count += 1;
      sum.bytesIn += one.bytesIn;
      sum.bytesOut += one.bytesOut;
      routes.set(one.label, sum);
    },
    reset() {
      seen = [];
      routes = new Map();
    },
  };
}
