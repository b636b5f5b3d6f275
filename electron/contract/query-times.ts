/** [from, to); null: open on that side. */
export interface Range {
  from: number | null;
  to: number | null;
}

interface Span {
  from: number;
  to: number;
}

/** "low..high", in any order and open at either end; null: not understood. */
export function toSpanned(low: Span | 'open' | null, high: Span | 'open' | null): Range | null {
  if (low === null || high === null || (low === 'open' && high === 'open')) return null;
  if (low === 'open') return { from: null, to: (high as Span).to };
  if (high === 'open') return { from: low.from, to: null };
  return { from: Math.min(low.from, high.from), to: Math.max(low.to, high.to) };
}

/** `modified:` to epoch milliseconds, in local time; null: not understood. */
export function parseMoments(value: string, nowMs: number): Range | null {
  const parts = value.split('..');
  if (parts.length === 2) {
    const [low, high] = parts.map((part) => (part === '' ? 'open' : parseSpan(part, nowMs)));
    return toSpanned(low ?? null, high ?? null);
  }
  const [, sign = '', rest = ''] = /^([<>]?=?)?(.*)$/.exec(value) ?? [];
  const span = parseSpan(rest, nowMs);
  if (span === null) return null;
  if (sign === '>') return { from: span.to, to: null };
  if (sign === '>=') return { from: span.from, to: null };
  if (sign === '<') return { from: null, to: span.from };
  if (sign === '<=') return { from: null, to: span.to };
  return span;
}

const dayMs = 86_400_000;
const agoMs: Readonly<Record<string, number>> = { h: dayMs / 24, d: dayMs, w: 7 * dayMs };

function parseSpan(text: string, nowMs: number): Span | null {
  const now = new Date(nowMs);
  const at = (years: number, months: number, days: number) =>
    new Date(now.getFullYear() + years, now.getMonth() + months, now.getDate() + days).getTime();
  const weekday = (now.getDay() + 6) % 7;
  const month = (offset: number) => new Date(now.getFullYear(), now.getMonth() + offset, 1).getTime();
  const year = (offset: number) => new Date(now.getFullYear() + offset, 0, 1).getTime();
  switch (text) {
    case 'today':
      return { from: at(0, 0, 0), to: at(0, 0, 1) };
    case 'yesterday':
      return { from: at(0, 0, -1), to: at(0, 0, 0) };
    case 'this-week':
      return { from: at(0, 0, -weekday), to: at(0, 0, 7 - weekday) };
    case 'last-week':
      return { from: at(0, 0, -weekday - 7), to: at(0, 0, -weekday) };
    case 'this-month':
      return { from: month(0), to: month(1) };
    case 'last-month':
      return { from: month(-1), to: month(0) };
    case 'this-year':
      return { from: year(0), to: year(1) };
    case 'last-year':
      return { from: year(-1), to: year(0) };
    default:
      return parseAgo(text, nowMs) ?? parseDate(text);
  }
}

function parseAgo(text: string, nowMs: number): Span | null {
  const [, amount, unit = ''] = /^(\d{1,4})(h|d|w|hours?|days?|weeks?)$/.exec(text) ?? [];
  return amount === undefined
    ? null
    : { from: nowMs - Number(amount) * (agoMs[unit.charAt(0)] ?? 0), to: nowMs + 1 };
}

function parseDate(text: string): Span | null {
  const [year, month, day] = toDateParts(text) ?? [];
  if (year === undefined || year < 1000) return null;
  const m = (month ?? 1) - 1;
  const d = day ?? 1;
  const from = new Date(year, m, d);
  // Date rolls over: "2026-02-30" would become March 2.
  if (from.getMonth() !== m || from.getDate() !== d) return null;
  const to =
    day !== undefined
      ? new Date(year, m, d + 1)
      : month !== undefined
        ? new Date(year, m + 1, 1)
        : new Date(year + 1, 0, 1);
  return { from: from.getTime(), to: to.getTime() };
}

const dateForms = [
  /^(?<year>\d{4})(?:([-/.])(?<month>\d{1,2})(?:\2(?<day>\d{1,2}))?)?$/,
  /^(?<year>\d{4})年(?:(?<month>\d{1,2})月(?:(?<day>\d{1,2})日)?)?$/,
  /^(?:(?<day>\d{1,2})\.)?(?<month>\d{1,2})\.(?<year>\d{4})$/,
];

function toDateParts(text: string): number[] | null {
  for (const form of dateForms) {
    const { year, month, day } = form.exec(text)?.groups ?? {};
    if (year !== undefined) return [year, month, day].filter((part) => part !== undefined).map(Number);
  }
  const [, first, second, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)?.map(Number) ?? [];
  if (first === undefined || second === undefined || year === undefined) return null;
  // With slashes, some countries begin with the month: which one it is must be certain.
  if (first > 12 || first === second) return [year, second, first];
  return second > 12 ? [year, first, second] : null;
}
