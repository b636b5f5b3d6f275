import { toJson } from '../http/exchange.ts';
import { GraphError, invalid } from '../http/graph-error.ts';
import type { Person } from '../model/people.ts';
import { selectFrom } from '../wire/query.ts';
import { userByKey } from './mysite.ts';
import { toListing } from './listing.ts';
import type { PlainRoute, RequestContext } from './route.ts';

export function meOf(context: RequestContext): Person {
  if (context.viewer.person === null) {
    throw new GraphError(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
  }
  return context.viewer.person;
}

function toUser(person: Person): Record<string, unknown> {
  const [givenName = '', surname = ''] = person.displayName.split(' ');
  return {
    id: person.id,
    displayName: person.displayName,
    givenName,
    surname,
    userPrincipalName: person.email,
    mail: person.email,
  };
}

const PROPERTIES = ['id', 'displayName', 'givenName', 'surname', 'userPrincipalName', 'mail'];

function parseUserSelect(text: string | null): Set<string> | null {
  if (text === null || text.trim() === '') return null;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !PROPERTIES.includes(name));
  if (unknown !== undefined)
    throw new GraphError(
      400,
      'BadRequest',
      `Could not find a property named '${unknown}' on type 'microsoft.graph.user'.`,
    );
  return new Set(names);
}

/** `$filter=startswith(displayName,'a') or startswith(mail,'a')`, also `eq`. Quotes are doubled. */
function parseFilter(text: string | null): (person: Person) => boolean {
  if (text === null) return () => true;
  const tests = text.split(/ or /i).map((part) => {
    const start = /^\s*startswith\((\w+),\s*'(.*)'\)\s*$/i.exec(part);
    const equal = /^\s*(\w+)\s+eq\s+'(.*)'\s*$/i.exec(part);
    const [, property = '', quoted = ''] = start ?? equal ?? [];
    if (!PROPERTIES.includes(property)) throw unsupported(`Invalid filter clause: ${part}`);
    const wanted = quoted.replaceAll("''", "'").toLowerCase();
    return (person: Person) => {
      const value = String(toUser(person)[property]).toLowerCase();
      return start === null ? value === wanted : value.startsWith(wanted);
    };
  });
  return (person) => tests.some((test) => test(person));
}

/**
 * `$search="displayName:ada" OR "mail:ada"` may return slightly old results and so needs the header
 * `ConsistencyLevel: eventual`. Matches the start of each word of the property.
 */
function parseSearch(context: RequestContext): (person: Person) => boolean {
  const text = context.request.query.get('$search');
  if (text === null) return () => true;
  if (context.request.header('consistencylevel')?.toLowerCase() !== 'eventual')
    throw unsupported(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  const tests = text.split(/ OR /).map((part) => {
    const [, property = '', wanted = ''] = /^\s*"(\w+):(.*)"\s*$/s.exec(part) ?? [];
    if (!PROPERTIES.includes(property))
      throw unsupported(`Unrecognized query argument specified: '${part}'.`);
    return (person: Person) =>
      ` ${String(toUser(person)[property]).toLowerCase()}`
        .replaceAll(/[@._-]/g, ' ')
        .includes(` ${wanted.toLowerCase().replaceAll(/[@._-]/g, ' ')}`);
  });
  return (person) => tests.some((test) => test(person));
}

/** `$orderby=displayName desc`. With a filter or a search it is an advanced query, too. */
function parseOrder({ request }: RequestContext): ((a: Person, b: Person) => number) | null {
  const text = request.query.get('$orderby');
  if (text === null) return null;
  const [, property = '', direction = 'asc'] =
    /^\s*(displayName|userPrincipalName)(?:\s+(asc|desc))?\s*$/.exec(text) ?? [];
  const narrows = request.query.has('$filter') || request.query.has('$search');
  const isAdvanced =
    request.header('consistencylevel')?.toLowerCase() === 'eventual' &&
    request.query.get('$count') === 'true';
  if (property === '' || (narrows && !isAdvanced))
    throw unsupported('Sorting not supported for current query.');
  const sign = direction === 'desc' ? -1 : 1;
  const keyOf = (person: Person) => String(toUser(person)[property]);
  return (a, b) => sign * keyOf(a).localeCompare(keyOf(b), 'en');
}

const unsupported = (message: string): GraphError => new GraphError(400, 'Request_UnsupportedQuery', message);

function parseUserTop(text: string | null): number {
  const top = Number(text ?? 100);
  if (!Number.isInteger(top) || top < 1 || top > 999) throw invalid('Invalid page size specified.');
  return top;
}

export const userRoutes: PlainRoute[] = [
  {
    method: 'GET',
    path: /^\/me$/,
    label: 'GET me',
    run: (context) => toOne(context, meOf(context)),
  },
  {
    method: 'GET',
    path: /^\/users$/,
    label: 'GET users',
    run(context) {
      const { world, viewer, request } = context;
      const tenant = viewer.tenantId === null ? null : world.tenants.find(viewer.tenantId);
      const everybody = tenant?.people ?? world.tenants.organizations.flatMap((one) => one.people);
      const passes = parseFilter(request.query.get('$filter'));
      const fits = parseSearch(context);
      const select = parseUserSelect(request.query.get('$select'));
      const order = parseOrder(context);
      const fitting = everybody.filter((person) => passes(person) && fits(person));
      const found = order === null ? fitting : fitting.toSorted(order);
      return toListing(context, 'users', found, parseUserTop(request.query.get('$top')), (person) =>
        selectFrom(toUser(person), select),
      );
    },
  },
  {
    method: 'GET',
    path: /^\/users\/([^/]+)$/,
    label: 'GET user',
    run: (context, [key = '']) =>
      toOne(context, userByKey(context.world, context.viewer, decodeURIComponent(key))),
  },
];

function toOne(context: RequestContext, person: Person): ReturnType<typeof toJson> {
  const select = parseUserSelect(context.request.query.get('$select'));
  return toJson(200, {
    '@odata.context': `${context.graphUrl}/$metadata#users/$entity`,
    ...selectFrom(toUser(person), select),
  });
}
