import { toJson, type ServiceResponse } from '../http/exchange.ts';
import { invalid } from '../http/graph-error.ts';
import type { RequestContext } from './route.ts';

export function toListing<T>(
  context: RequestContext,
  odataContext: string,
  all: readonly T[],
  top: number,
  toRow: (row: T) => object,
): ServiceResponse {
  const { request, world } = context;
  const start = parseSkipToken(request.query.get('$skipToken') ?? request.query.get('$skiptoken'));
  const token = request.query.get('$skipToken') ?? '';
  const empty = world.quirks.emptyPages && start > 0 && !token.endsWith('e');
  const end = empty ? start : Math.min(start + top, all.length);
  const value = all.slice(start, end).map(toRow);
  const more = end < all.length || (empty && start < all.length);
  return toJson(200, {
    '@odata.context': `${context.graphUrl}/$metadata#${odataContext}`,
    ...(request.query.get('$count') === 'true' ? { '@odata.count': all.length } : {}),
    ...(more ? { '@odata.nextLink': toNextLink(context, { $skipToken: toSkipToken(end, empty) }) } : {}),
    value,
  });
}

export function toNextLink(context: RequestContext, change: Record<string, string>): string {
  const { request, graphUrl } = context;
  const base = graphUrl.replace(/\/v1\.0$/, '') + request.path;
  const query = new URLSearchParams(request.query);
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
