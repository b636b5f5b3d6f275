import type { LimitHours, Settings } from '../../contract/settings.ts';
import type { Limits } from '../../contract/transfers.ts';

const dayMs = 86_400_000;

export function toLimitsNow(
  { limits, limitHours }: Pick<Settings, 'limits' | 'limitHours'>,
  nowMs: number,
): Limits {
  const { upload, download } = limitHours.find((hours) => applies(hours, new Date(nowMs))) ?? limits;
  return { upload, download };
}

/** null if there are no scheduled hours. */
export function toNextChangeMs(limitHours: readonly LimitHours[], nowMs: number): number | null {
  const now = new Date(nowMs);
  const waits = limitHours
    .flatMap(({ from, to }) => [from, to])
    .map((time) => {
      const at = new Date(now);
      at.setHours(Number(time.slice(0, 2)), Number(time.slice(3)), 0, 0);
      const waitMs = at.getTime() - nowMs;
      return waitMs > 0 ? waitMs : waitMs + dayMs;
    });
  return waits.length === 0 ? null : Math.min(...waits);
}

/** Hours past midnight belong to the day on which they began. Equal times mean the whole day. */
function applies({ days, from, to }: LimitHours, now: Date): boolean {
  const time = `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
  const today = now.getDay();
  const yesterday = (today + 6) % 7;
  if (from < to) return days.includes(today) && time >= from && time < to;
  return (days.includes(today) && time >= from) || (days.includes(yesterday) && time < to);
}
