import * as fc from 'fast-check';

type Json = Record<string, unknown>;

/** Fields that services have omitted or sent in another form; not lies, such as another id. */
const keys = [
  'id',
  'name',
  'size',
  'eTag',
  'cTag',
  'file',
  'hashes',
  'quickXorHash',
  'parentReference',
  'driveId',
  'driveType',
  'fileSystemInfo',
  'lastModifiedDateTime',
  'lastModifiedBy',
  'createdBy',
  'webUrl',
  '@microsoft.graph.downloadUrl',
  'uploadUrl',
  'expirationDateTime',
  'nextExpectedRanges',
  'quota',
  'headers',
  'body',
  'status',
  'percentageComplete',
  'resourceId',
  'roles',
  'link',
  'grantedToV2',
  'grantedToIdentitiesV2',
] as const;

const instead = [undefined, null, '', 0, -1, 1.5, true, {}, [], 'odd'] as const;
/** They decide which item is meant: another text is a lie. */
const names: readonly string[] = [
  'id',
  'name',
  'driveId',
  'resourceId',
  'quickXorHash',
  'eTag',
  'cTag',
  'uploadUrl',
];

const isAllowed = (key: string, value: unknown): boolean =>
  !(value === 'odd' && names.includes(key)) &&
  !(key === 'uploadUrl' && value === '') &&
  // It says how a part of a batch ended.
  !(key === 'status' && typeof value === 'number');

function change(value: unknown, key: string, replacement: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => change(one, key, replacement));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      name === key ? replacement : change(one, key, replacement),
    ]),
  );
}

/** Prints as what it does. */
export const oddEdits: fc.Arbitrary<(json: Json) => Json> = fc
  .record({ key: fc.constantFrom(...keys), value: fc.constantFrom(...instead) })
  .filter(({ key, value }) => isAllowed(key, value))
  .map(({ key, value }) =>
    Object.assign((json: Json): Json => change(json, key, value) as Json, {
      toString: () => `${key} = ${JSON.stringify(value)}`,
      [fc.toStringMethod]: () => `${key} = ${JSON.stringify(value)}`,
    }),
  );
