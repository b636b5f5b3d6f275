/** [from, to); null: open on that side. */
export interface Range {
  from: number | null;
  to: number | null;
}

interface Span {
  from: number;
  to: number;
}

/** Parses the value of `modified:` to epoch milliseconds, in local time; null: not understood. */
export function parseMoments(value: string, nowMs: number): Range | null {
  const parts = value.split('..');
  if (parts.length === 2) {
    const from = parseSpan(parts[0] ?? '', nowMs);
    const to = parseSpan(parts[1] ?? '', nowMs);
    return from === null || to === null ? null : { from: from.from, to: to.to };
  }
  const [, sign = '', rest = ''] = /^([<>]=?)?(.*)$/.exec(value) ?? [];
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

/** "7d": the last seven days. */
function parseAgo(text: string, nowMs: number): Span | null {
  const [, amount, unit = ''] = /^(\d{1,4})([hdw])$/.exec(text) ?? [];
  return amount === undefined ? null : { from: nowMs - Number(amount) * (agoMs[unit] ?? 0), to: nowMs + 1 };
}

/** "2026", "2026-11" and "2026-11-30" are the whole year, month or day. */
function parseDate(text: string): Span | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text) ?? [];
  if (year === undefined) return null;
  const y = Number(year);
  const m = Number(month ?? 1) - 1;
  const d = Number(day ?? 1);
  const from = new Date(y, m, d);
  // Date rolls over: "2026-02-30" would become March 2.
  if (from.getMonth() !== m || from.getDate() !== d) return null;
  const to =
    day !== undefined
      ? new Date(y, m, d + 1)
      : month !== undefined
        ? new Date(y, m + 1, 1)
        : new Date(y + 1, 0, 1);
  return { from: from.getTime(), to: to.getTime() };
}
