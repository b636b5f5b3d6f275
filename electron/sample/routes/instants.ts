import { invalid } from '../http/graph-error.ts';

/** A date of a request's body in milliseconds; null where none was given. */
export function parseInstant(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw invalid('A date is not valid.', 'invalidParameterFormat');
  return ms;
}
