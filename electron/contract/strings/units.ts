import { getLocale, t } from './translate.ts';

const toNumberFormats = (locale: string) => ({
  locale,
  integer: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
  oneDigit: new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
});
let numberFormats = toNumberFormats(getLocale());
const steps = ['KB', 'MB', 'GB', 'TB', 'PB'] as const;

/**
 * "0 bytes", "812 bytes", "1.2 KB", "34 MB": up to three digits, in steps of 1024 as in OneDrive. 1,013 KB is
 * 1.0 MB.
 */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return t('units.bytes', { count: bytes });
  let value = bytes / 1024;
  let step = 0;
  // A value that rounds to four digits uses the next unit.
  while (value >= 999.5 && step < steps.length - 1) {
    value /= 1024;
    step += 1;
  }
  if (numberFormats.locale !== getLocale()) numberFormats = toNumberFormats(getLocale());
  const { integer, oneDigit } = numberFormats;
  const written = value < 9.95 ? oneDigit.format(value) : integer.format(value);
  return t(`units.${steps[step] ?? 'PB'}`, { value: written });
}

/** Of a wait, so rounded up, as trying again too early fails: "42 s", "3 min", "2 h 5 min". */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 60) return t('units.seconds', { seconds });
  const allMinutes = Math.ceil(seconds / 60);
  if (allMinutes < 60) return t('units.minutes', { minutes: allMinutes });
  const [hours, minutes] = [Math.floor(allMinutes / 60), allMinutes % 60];
  return minutes === 0 ? t('units.hours', { hours }) : t('units.hoursMinutes', { hours, minutes });
}

/** Of a recording: "0:42", "2:05", "1:02:05". */
export function formatPlayingTime(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const parts = hours > 0 ? [hours, twoDigits(minutes)] : [minutes];
  return [...parts, twoDigits(seconds % 60)].join(':');
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
