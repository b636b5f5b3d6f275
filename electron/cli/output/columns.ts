import { formatSize } from '../../contract/strings/units.ts';

const sizeWidth = 9;
const two = (value: number): string => String(value).padStart(2, '0');
const dash = '–';

export const toSizeColumn = (bytes: number | null): string =>
  (bytes === null ? dash : formatSize(bytes)).padStart(sizeWidth);

export function toTimeColumn(instant: string | null): string {
  const date = new Date(instant ?? '');
  if (Number.isNaN(date.getTime())) return dash.padEnd(16);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function toTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  return rows
    .map((row) =>
      row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  '),
    )
    .join('\n');
}
