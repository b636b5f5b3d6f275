import { toJson, type Answer } from '../http/exchange.ts';
import { invalid } from '../http/graph-error.ts';
import type { Scene } from './route.ts';

/** Cuts one page out of a list; the next link repeats the request with a token that says where to continue. */
export function toPage<T>(
  scene: Scene,
  context: string,
  all: readonly T[],
  top: number,
  toRow: (row: T) => object,
): Answer {
  const { ask, world } = scene;
  const start = parseSkipToken(ask.query.get('$skipToken') ?? ask.query.get('$skiptoken'));
  // The empty-pages quirk: a page without rows comes before each further page.
  const token = ask.query.get('$skipToken') ?? '';
  const empty = world.quirks.emptyPages && start > 0 && !token.endsWith('e');
  const end = empty ? start : Math.min(start + top, all.length);
  const value = all.slice(start, end).map(toRow);
  const more = end < all.length || (empty && start < all.length);
  return toJson(200, {
    '@odata.context': `${scene.graphUrl}/$metadata#${context}`,
    ...(more ? { '@odata.nextLink': toNextLink(scene, { $skipToken: toSkipToken(end, empty) }) } : {}),
    value,
  });
}

/** This request's URL again, with other query options. */
export function toNextLink(scene: Scene, change: Record<string, string>): string {
  const { ask, graphUrl } = scene;
  const base = graphUrl + ask.path.replace(/^\/v1\.0/, '');
  const query = new URLSearchParams(ask.query);
  for (const [name, value] of Object.entries(change)) query.set(name, value);
  return `${base}?${query.toString().replaceAll('%24', '$')}`;
}

function toSkipToken(position: number, afterEmpty: boolean): string {
  return `s${Buffer.from(String(position)).toString('base64url')}${afterEmpty ? '.e' : ''}`;
}

function parseSkipToken(token: string | null): number {
  if (token === null) return 0;
  const position = Number(
    Buffer.from(token.slice(1).split('.')[0] ?? '', 'base64url').toString('utf8') || Number.NaN,
  );
  if (!token.startsWith('s') || !Number.isInteger(position))
    throw invalid('Invalid paging token.', 'invalidQueryOption');
  return position;
}
