import { invalid } from '../http/graph-error.ts';
import { toNameKey } from '../model/name-rules.ts';
import type { DriveNode } from '../model/node.ts';

/**
 * Names and the presence of facets, joined by `and` or `or`. Anything else is refused, since ignoring a
 * filter would return everything.
 */
export function parseItemFilter(text: string | null): ((node: DriveNode) => boolean) | null {
  if (text === null || text.trim() === '') return null;
  const joins = [...text.matchAll(/\s+(and|or)\s+(?=(?:[^']*'[^']*')*[^']*$)/gi)];
  const either = joins.some((join) => join[1]?.toLowerCase() === 'or');
  if (either && joins.some((join) => join[1]?.toLowerCase() === 'and')) throw notSupported(text);
  const clauses = text
    .split(/\s+(?:and|or)\s+(?=(?:[^']*'[^']*')*[^']*$)/i)
    .map((clause) => toClause(clause));
  return (node) =>
    either ? clauses.some((passes) => passes(node)) : clauses.every((passes) => passes(node));
}

function toClause(text: string): (node: DriveNode) => boolean {
  const clause = text.trim();
  const facet = /^(file|folder|package)\s+(eq|ne)\s+null$/i.exec(clause);
  if (facet !== null) {
    const [, kind = '', operator] = facet;
    return (node) => (node.kind === kind.toLowerCase()) === (operator?.toLowerCase() === 'ne');
  }
  const name = /^name\s+(eq|ne)\s+'(.*)'$/is.exec(clause);
  if (name !== null) {
    const wanted = toNameKey((name[2] ?? '').replaceAll("''", "'"));
    return (node) => (toNameKey(node.name) === wanted) === (name[1]?.toLowerCase() === 'eq');
  }
  const start = /^startswith\(\s*name\s*,\s*'(.*)'\s*\)$/is.exec(clause);
  if (start !== null) {
    const wanted = toNameKey((start[1] ?? '').replaceAll("''", "'"));
    return (node) => toNameKey(node.name).startsWith(wanted);
  }
  throw notSupported(text);
}

const notSupported = (text: string): Error =>
  invalid(`The $filter expression '${text}' is not supported.`, 'invalidQueryOption');
