import { toSpanned, type Range } from './query-times.ts';

const unitBytes: Readonly<Record<string, number>> = {
  '': 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
};

/** "MB", "MiB", "Mo" (French for octets), "m", "bytes". */
export const sizeUnit = /^(?:([kmgt])i?[bo]?|b|o|bytes?|octets?)$/;

/** [from, to) in bytes, with the units of displayed sizes. */
export function parseSize(value: string): Range | null {
  if (value === 'empty') return { from: 0, to: 1 };
  const span = value.split('..');
  if (span.length === 2) {
    const [low = '', high = ''] = span;
    const to = parseBytes(high);
    // "10..20MB" is in one unit.
    const from = /\d$/.test(low) && to !== null ? parseBytes(low + to.unit) : parseBytes(low);
    return toSpanned(
      low === '' ? 'open' : from && { from: from.bytes, to: from.bytes + 1 },
      high === '' ? 'open' : to && { from: to.bytes, to: to.bytes + 1 },
    );
  }
  const [, sign = '', amount = ''] = /^([<>]?=?)?(.*)$/.exec(value) ?? [];
  const size = parseBytes(amount);
  if (size === null) return null;
  const { bytes, step } = size;
  if (sign === '>') return { from: bytes + 1, to: null };
  if (sign === '>=') return { from: bytes, to: null };
  if (sign === '<') return { from: null, to: bytes };
  if (sign === '<=') return { from: null, to: bytes + 1 };
  return { from: Math.max(0, bytes - step / 2), to: bytes + Math.max(1, step / 2) };
}

/** "1.5MB", "1,5mo", "1.500KB": three digits after the only separator are thousands. `step`: one unit in the last digit. */
function parseBytes(text: string): { bytes: number; step: number; unit: string } | null {
  const [, digits, unit = ''] = /^(\d[\d.,']*)([a-z]*)$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const known = sizeUnit.exec(unit);
  const factor = unit === '' ? 1 : known === null ? undefined : unitBytes[known[1] ?? ''];
  const amount = parseAmount(digits);
  if (factor === undefined || amount === null) return null;
  const { value, decimals } = amount;
  return { bytes: Math.round(value * factor), step: factor / 10 ** decimals, unit };
}

/** Numbers as any of the languages writes them. */
function parseAmount(digits: string): { value: number; decimals: number } | null {
  if (/^[1-9]\d{0,2}(?:([.,'])\d{3})(?:\1\d{3})*$/.test(digits))
    return { value: Number(digits.replaceAll(/\D/g, '')), decimals: 0 };
  const [, whole, group, decimals = ''] =
    /^(\d+|[1-9]\d{0,2}(?:([.,'])\d{3})(?:\2\d{3})*)(?:[.,](\d+))?$/.exec(digits) ?? [];
  if (whole === undefined || (group !== undefined && digits.endsWith(group + decimals))) return null;
  return { value: Number(`${whole.replaceAll(/\D/g, '')}.${decimals || '0'}`), decimals: decimals.length };
}
