import { getLocale } from '../../../electron/contract/strings/translate.ts';

const mebibyte = 1024 ** 2;
const least = 0.02;
const most = 1000;

/** "1.5" in MB/s as bytes per second; null for no limit; undefined for what can't be understood. */
export function parseLimit(text: string): number | null | undefined {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return null;
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  const megabytes = Number(plain);
  return megabytes < least || megabytes > most ? undefined : Math.round(megabytes * mebibyte);
}

/** Bytes per second as they are written in the box, with the language's decimal sign; "" for no limit. */
export function toLimitText(bytesPerSecond: number | null): string {
  if (bytesPerSecond === null) return '';
  const format = new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 2, useGrouping: false });
  return format.format(bytesPerSecond / mebibyte);
}
