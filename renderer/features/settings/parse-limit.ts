import { getLocale } from '../../../electron/contract/strings/translate.ts';

const mebibyte = 1024 ** 2;
const min = 0.02;
const max = 1000;

/** MB/s such as "1.5". null: no limit; undefined: invalid. */
export function parseLimit(text: string): number | null | undefined {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return null;
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  const megabytes = Number(plain);
  return megabytes < min || megabytes > max ? undefined : Math.round(megabytes * mebibyte);
}

/** With the language's decimal separator; "" for no limit. */
export function toLimitText(bytesPerSecond: number | null): string {
  if (bytesPerSecond === null) return '';
  const format = new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 2, useGrouping: false });
  return format.format(bytesPerSecond / mebibyte);
}
