import { toJson } from '../http/exchange.ts';
import { GraphError, invalid } from '../http/graph-error.ts';
import { SITES, type Site } from '../model/sites.ts';
import { parseTop } from '../wire/query.ts';
import { toListing } from './listing.ts';
import { author, type PlainRoute, type RequestContext } from './route.ts';

export const findSite = (id: string): Site | undefined =>
  SITES.find((site) => site.id === decodeURIComponent(id));

function toSiteJson(
  { libraries: _libraries, ...site }: Site,
  select: string | null,
): Record<string, unknown> {
  if (select === null) return site;
  const wanted = new Set(select.split(',').map((name) => name.trim()));
  const unknown = [...wanted].find((name) => !(name in site));
  if (unknown !== undefined)
    throw invalid(`Could not find a property named '${unknown}' on type 'microsoft.graph.site'.`);
  return Object.fromEntries(Object.entries(site).filter(([name]) => wanted.has(name)));
}

function demandSites({ world }: RequestContext): void {
  if (world.driveType === 'personal')
    throw new GraphError(400, 'BadRequest', 'This API is not supported for MSA accounts.');
}

function toSitePage(context: RequestContext, sites: readonly Site[]) {
  const { query } = context.request;
  const select = query.get('$select');
  return toListing(context, 'sites', sites, parseTop(query.get('$top')), (site) => toSiteJson(site, select));
}

export const siteRoutes: PlainRoute[] = [
  {
    method: 'GET',
    path: /^\/sites\/([^/]+)$/,
    label: 'GET site',
    run(context, [id = '']) {
      demandSites(context);
      const site = findSite(id) ?? { ...SITES[0]!, id: decodeURIComponent(id) };
      return toJson(200, {
        '@odata.context': `${context.graphUrl}/$metadata#sites/$entity`,
        ...toSiteJson(site, context.request.query.get('$select')),
      });
    },
  },
  {
    method: 'GET',
    path: /^\/sites$/,
    label: 'GET sites',
    run(context) {
      demandSites(context);
      const text = context.request.query.get('search')?.toLowerCase() ?? null;
      if (text === null) throw invalid('Sites can be searched for, not listed.');
      return toSitePage(
        context,
        SITES.filter((site) => text === '*' || site.displayName.toLowerCase().includes(text)),
      );
    },
  },
  {
    method: 'GET',
    path: /^\/me\/followedSites$/,
    label: 'GET followedSites',
    run(context) {
      demandSites(context);
      return toSitePage(context, context.world.followedSites.get(author(context.viewer).id) ?? []);
    },
  },
];
