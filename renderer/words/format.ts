import { joinList } from '../../electron/contract/strings/join-texts.ts';
import { getLocale, t } from '../../electron/contract/strings/translate.ts';
import { formatDuration, formatPlayingTime, formatSize } from '../../electron/contract/strings/units.ts';

export { formatDuration, formatPlayingTime, formatSize };

// A page keeps the language it was loaded with.
const locale = getLocale();

const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const wholePercent = new Intl.NumberFormat(locale, {
  style: 'percent',
  maximumFractionDigits: 0,
  roundingMode: 'floor',
});

export function formatCount(count: number): string {
  return integer.format(count);
}

export function formatSpeed(bytesPerSecond: number): string {
  return t('units.speed', { size: formatSize(Math.round(bytesPerSecond)) });
}

/** In thousandths, since screen readers can't read exponents. Reaches 1 only when all is done. */
export const toBarPart = (done: number, total: number): number =>
  Math.floor(Math.min(1, done / total) * 1000) / 1000;

/** "99%" until all is done. */
export const formatProgress = (part: number): string => wholePercent.format(part);

/** 0..1 as "42%". */
export function formatPart(part: number): string {
  return percent.format(part);
}

/** "a, b, c", without "and". */
export function formatList(parts: readonly string[]): string {
  return joinList(parts);
}

/** "first · second", without empty or missing ones. */
export function joinFacts(facts: readonly (string | null)[]): string {
  const [first = '', ...rest] = facts.flatMap((fact) => (fact === null || fact === '' ? [] : [fact]));
  return rest.reduce((joined, second) => t('app.facts', { first: joined, second }), first);
}

const hour = { hour: 'numeric', minute: '2-digit' } as const;
const time = new Intl.DateTimeFormat(locale, hour);
const dayThisYear = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' });
const dayAnyYear = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric' });
const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });
const momentThisYear = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', ...hour });
const momentAnyYear = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

/** "10:24 AM" today, "Yesterday", "Mar 4" this year, else "Mar 4, 2024". */
export function formatDate(instant: string, now: Date = new Date()): string {
  const date = new Date(instant);
  const days = daysBetween(date, now);
  if (days === 0) return time.format(date);
  if (days === 1) return capitalize(relative.format(-1, 'day'));
  return (date.getFullYear() === now.getFullYear() ? dayThisYear : dayAnyYear).format(date);
}

export function formatFullDate(instant: string): string {
  return full.format(new Date(instant));
}

/** To the minute: "today, 10:24 AM", "Mar 4, 10:24 AM" this year, else "Mar 4, 2024, 10:24 AM". */
export function formatMoment(instant: string, now: number = Date.now()): string {
  const [date, today] = [new Date(instant), new Date(now)];
  const days = daysBetween(date, today);
  if (Math.abs(days) <= 1)
    return t('units.dayAndTime', { day: relative.format(-days, 'day'), time: time.format(date) });
  return (date.getFullYear() === today.getFullYear() ? momentThisYear : momentAnyYear).format(date);
}

const weekdays = {
  short: new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }),
  long: new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }),
};

/** `day` 0 is Sunday. */
export function formatWeekday(day: number, length: 'short' | 'long'): string {
  // January 1, 2023 was a Sunday.
  return weekdays[length].format(Date.UTC(2023, 0, 1 + day));
}

/** "now", "5 minutes ago", "2 hours ago", "3 days ago". */
export function formatAge(instant: string, now: number = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(instant)) / 1000));
  if (seconds < 60) return relative.format(0, 'second');
  if (seconds < 3600) return relative.format(-Math.round(seconds / 60), 'minute');
  if (seconds < 86_400) return relative.format(-Math.round(seconds / 3600), 'hour');
  return relative.format(-Math.round(seconds / 86_400), 'day');
}

function daysBetween(date: Date, now: Date): number {
  const start = new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.round((today.getTime() - start.getTime()) / 86_400_000);
}

function capitalize(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
