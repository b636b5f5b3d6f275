import { invalid } from '../http/graph-error.ts';

export function parseInstant(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw invalid('A date is not valid.', 'invalidParameterFormat');
  return ms;
}
