import type { SentRequest } from '../http/sent-request.ts';
import {
  findOperation,
  toAnswerProperties,
  toDescribedPath,
  toQueryNames,
  type Operation,
} from './described-paths.ts';
import { schemaFor } from './schema.ts';

const NOT_DESCRIBED: {
  method: string;
  path: RegExp;
  query: string[];
  body: string | Record<string, unknown> | null;
  why: string;
}[] = [
  {
    method: 'GET',
    path: /\/content$/,
    query: ['format'],
    body: null,
    why: 'a stream: 302 to the second host; also of versions and thumbnails',
  },
  {
    method: 'PUT',
    path: /\/content$/,
    query: ['@microsoft.graph.conflictBehavior'],
    body: null,
    why: 'a stream: simple upload',
  },
  {
    method: 'GET',
    path: /\/subscriptions\/socketIo$/,
    query: [],
    body: null,
    why: 'documented on its own page, and in no schema',
  },
  {
    method: 'POST',
    path: /^\/\$batch$/,
    query: [],
    body: 'batchRequest',
    why: 'of the gateway, not of a resource; its parts are judged one by one',
  },
  {
    method: 'GET',
    path: /\/thumbnails\/[^/]+\/[^/]+$/,
    query: [],
    body: null,
    why: 'one size: a property of an open type',
  },
  {
    method: 'POST',
    path: /\/versions\/[^/]+\/restoreVersion$/,
    query: [],
    body: null,
    why: 'an action bound to a version',
  },
  {
    method: 'POST',
    path: /\/permissions\/[^/]+\/revokeGrants$/,
    query: [],
    body: {
      type: 'object',
      required: ['grantees'],
      properties: {
        grantees: {
          type: 'array',
          items: { $ref: '#/components/schemas/microsoft.graph.driveRecipient' },
        },
      },
      additionalProperties: false,
    },
    why: 'an action bound to a permission; it came to v1.0 after the description was made',
  },
  {
    method: 'GET',
    path: /^\/users$/,
    query: ['$search', '$filter', '$orderby', '$count', '$select', '$top', '$skiptoken', '$skipToken'],
    body: null,
    why: 'the directory: the subset has a single user only',
  },
  {
    method: 'GET',
    path: /^\/(?:sites|me\/followedSites)$/,
    query: ['search', '$select', '$top', '$skipToken'],
    body: null,
    why: 'lists of sites: the subset has a single site only',
  },
  {
    method: 'GET',
    path: /^\/beta\/sites\/[^/]+\/recycleBin\/items$/,
    query: ['$top', '$skipToken', '$skiptoken'],
    body: null,
    why: "Microsoft's preview: the description is of v1.0",
  },
  {
    method: 'PUT',
    path: /^\/drives\/[^/]+\/(?:root|items\/[^/]+)$/,
    query: [],
    body: {
      type: 'object',
      required: ['name', '@microsoft.graph.sourceUrl'],
      properties: { name: { type: 'string' } },
    },
    why: 'commits an upload session again: PUT of the parent with the session as its source',
  },
];

/** More query options by the end of the path. The description has none for functions and actions. */
const MORE_QUERY: { path: RegExp; query: string[]; why: string }[] = [
  {
    path: /\/(?:children|items|permissions|versions|drives)$/,
    query: ['$skipToken', '$skiptoken'],
    why: 'part of next links',
  },
  {
    path: /\/delta(?:\(.*\))?$/,
    query: ['$select', '$expand', '$top', 'token', '$skiptoken'],
    why: 'on the delta page; tokens are part of its links',
  },
  {
    path: /\/search\(.*\)$/,
    query: ['$select', '$expand', '$top', '$orderby', '$skipToken'],
    why: 'on the search page',
  },
  {
    path: /\/(?:sharedWithMe|recent|following)(?:\(\))?$/,
    query: ['$select', '$top', '$skipToken', 'allowexternal'],
    why: 'on their pages',
  },
  { path: /\/copy$/, query: ['@microsoft.graph.conflictBehavior'], why: 'on the copy page' },
  { path: /\/thumbnails$/, query: ['originalOrientation'], why: 'on the thumbnails page' },
  { path: /^\/(?:me|users\/[^/]+)$/, query: ['$select'], why: 'the subset leaves out the options of users' },
];

const ANNOTATIONS = new Set([
  '@microsoft.graph.conflictBehavior',
  '@microsoft.graph.sourceUrl',
  '@odata.type',
]);
/** Values of $select that are not properties; the short-lived address is an annotation. */
const SELECTABLE = new Set(['*', '@microsoft.graph.downloadUrl', 'content.downloadUrl']);
const THUMBNAIL_SIZE = /^(?:(?:small|medium|large)(?:Square)?|source|c\d+x\d+(?:_crop)?)$/;

/** What Microsoft's description doesn't know. */
export function judgeRequest(sent: SentRequest): string[] {
  if (sent.host === 'signIn') return [];
  const name = `${sent.method} ${sent.target.split('?')[0] ?? ''}`;
  if (sent.host === 'content')
    return sent.hasAuthorization ? [`${name}: a pre-signed address was sent a token`] : [];
  const complaints = judgeGraphRequest(sent.method, sent.target.replace(/^\/v1\.0(?=\/)/, ''), sent.json);
  return complaints.map((one) => `${name}: ${one}`);
}

function judgeGraphRequest(method: string, target: string, json: string | null): string[] {
  const [rawPath = '', search = ''] = target.split(/\?(.*)/s);
  const path = toDescribedPath(rawPath);
  const query = new URLSearchParams(search);
  const operation = findOperation(method, path);
  const exception =
    operation === null
      ? NOT_DESCRIBED.find((one) => one.method === method && one.path.test(path))
      : undefined;
  if (operation === null && exception === undefined) return [`unknown path or method (${method} ${path})`];
  const known = new Set([
    ...(operation === null ? [] : toQueryNames(operation)),
    ...(exception?.query ?? []),
    ...MORE_QUERY.filter((one) => one.path.test(path)).flatMap((one) => one.query),
    ...(operation === null ? [] : ['$select', '$expand']),
  ]);
  const unknown = [...query.keys()]
    .filter((name) => !known.has(name))
    .map((name) => `unknown query option ${name}`);
  const schema =
    operation === null
      ? (exception?.body ?? null)
      : (operation.requestBody?.content['application/json'].schema ?? null);
  return [
    ...unknown,
    ...judgeProperties(operation, query),
    ...judgeBody(schema, json),
    ...judgeParts(path, json),
  ];
}

function judgeProperties(operation: Operation | null, query: URLSearchParams): string[] {
  if (operation === null) return [];
  const known = toAnswerProperties(operation);
  if (known.length === 0) return [];
  const isThumbnails = known.includes('smallSquare') || known.includes('small');
  return ['$select', '$expand'].flatMap((option) =>
    // Parentheses apply to what is expanded.
    (query.get(option) ?? '')
      .replaceAll(/\([^)]*\)/g, '')
      .split(',')
      .filter(
        (name) =>
          name !== '' &&
          !known.includes(name) &&
          !SELECTABLE.has(name) &&
          !(isThumbnails && THUMBNAIL_SIZE.test(name)),
      )
      .map((name) => `unknown property ${name} in ${option}`),
  );
}

function judgeBody(schema: string | Record<string, unknown> | null, json: string | null): string[] {
  if (json === null || json === '') return [];
  const body: unknown = JSON.parse(json);
  const strange = [...annotationsOf(body)]
    .filter((name) => !ANNOTATIONS.has(name))
    .map((name) => `unknown annotation ${name}`);
  if (schema === null)
    return Object.keys(body as object).length === 0
      ? strange
      : [...strange, 'a body where none is described'];
  const validate = schemaFor(schema);
  if (validate(body)) return strange;
  // The converted description requires an id even for a new item.
  const errors = (validate.errors ?? []).filter(
    (error) => error.keyword !== 'required' || error.params['missingProperty'] !== 'id',
  );
  return [
    ...strange,
    ...errors.map(
      (error) => `body ${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
    ),
  ];
}

function* annotationsOf(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (name.startsWith('@')) yield name;
    yield* annotationsOf(member);
  }
}

function judgeParts(path: string, json: string | null): string[] {
  if (path !== '/$batch' || json === null) return [];
  const { requests = [] } = JSON.parse(json) as {
    requests?: { id?: string; method?: string; url?: string; body?: unknown }[];
  };
  return requests.flatMap((part) => {
    const body = part.body === undefined || typeof part.body === 'string' ? null : JSON.stringify(part.body);
    return judgeGraphRequest(part.method ?? '', part.url ?? '', body).map(
      (one) => `part ${part.id ?? ''}: ${one}`,
    );
  });
}
