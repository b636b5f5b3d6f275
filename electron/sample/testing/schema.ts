import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const file = new URL('openapi-drive-subset.json', import.meta.url);

type Node = Record<string, unknown>;

/** Closes every object: a misspelt property is an error, too. Types that Microsoft left open stay open, save driveItem. */
function tighten(node: unknown, name: string): unknown {
  if (Array.isArray(node)) return node.map((one) => tighten(one, ''));
  if (typeof node !== 'object' || node === null) return node;
  const result: Node = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, tighten(value, '')]),
  );
  const open = result['x-open-type'] === true && name !== 'microsoft.graph.driveItem';
  if (
    result['type'] === 'object' &&
    typeof result['properties'] === 'object' &&
    !open &&
    result['anyOf'] === undefined
  ) {
    result['additionalProperties'] = false;
    result['patternProperties'] = { '^@|@odata\\.': {} };
  }
  return result;
}

interface Spec {
  paths: Record<string, Record<string, Node>>;
  components: { schemas: Record<string, Node>; parameters: Record<string, { name: string }> };
}

/** Microsoft's description, as published. */
export const spec = JSON.parse(readFileSync(file, 'utf8')) as Spec;

/** What the subset leaves out although its parts are in it. */
const NOT_IN_SUBSET: [string, Node][] = [
  [
    'users',
    {
      type: 'object',
      required: ['value'],
      properties: {
        value: { type: 'array', items: { $ref: '#/components/schemas/microsoft.graph.user' } },
        '@odata.nextLink': { type: 'string' },
      },
      patternProperties: { '^@': {} },
      additionalProperties: false,
    },
  ],
];

function compileAll(): (schema: string | Node) => ValidateFunction {
  const schemas = Object.entries(spec.components.schemas).map(
    ([name, schema]) => [name, tighten(schema, name)] as const,
  );
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const format of ['int32', 'int64', 'int16', 'double', 'base64url']) ajv.addFormat(format, true);
  ajv.addSchema({ components: { schemas: Object.fromEntries([...schemas, ...NOT_IN_SUBSET]) } }, 'spec');
  const compiled = new Map<string | Node, ValidateFunction>();
  return (schema) => {
    const known =
      compiled.get(schema) ??
      ajv.compile(
        typeof schema === 'string' ? { $ref: `spec#/components/schemas/${schema}` } : toStandalone(schema),
      );
    compiled.set(schema, known);
    return known;
  };
}

/** A schema from the middle of the description, its references made to work from outside. */
function toStandalone(schema: Node): Node {
  return JSON.parse(
    JSON.stringify(tighten(schema, '')).replaceAll('"#/components/', '"spec#/components/'),
  ) as Node;
}

/** The check for a schema, by name or as it stands in the description. */
export const schemaFor = compileAll();
const graph = (type: string): string => `microsoft.graph.${type}`;

/** The schema of each route's good answer. */
const SCHEMAS: Record<string, string> = {
  'GET me': graph('user'),
  'GET user': graph('user'),
  'GET users': 'users',
  'GET drive': graph('drive'),
  'GET drives': graph('driveCollectionResponse'),
  'GET sharedWithMe': graph('driveItemCollectionResponse'),
  'GET recent': graph('driveItemCollectionResponse'),
  'GET item': graph('driveItem'),
  'GET children': graph('driveItemCollectionResponse'),
  'GET delta': graph('driveItemCollectionResponse'),
  'GET search': graph('driveItemCollectionResponse'),
  'POST search query': graph('searchResponseCollectionResponse'),
  'GET permissions': graph('permissionCollectionResponse'),
  'GET permission': graph('permission'),
  'PATCH permission': graph('permission'),
  'POST createLink': graph('permission'),
  'POST invite': graph('permissionCollectionResponse'),
  'POST grant': graph('permissionCollectionResponse'),
  'GET versions': graph('driveItemVersionCollectionResponse'),
  'GET version': graph('driveItemVersion'),
  'GET share': graph('sharedDriveItem'),
  'GET share permission': graph('permission'),
  'GET share item': graph('driveItem'),
  'GET share children': graph('driveItemCollectionResponse'),
  'GET socketIo': graph('subscription'),
  'GET site': graph('site'),
  'POST folder': graph('driveItem'),
  'PATCH item': graph('driveItem'),
  'PUT item': graph('driveItem'),
  'POST restore': graph('driveItem'),
  'PUT content': graph('driveItem'),
  'POST createUploadSession': graph('uploadSession'),
  'GET upload status': graph('uploadSession'),
  'POST upload commit': graph('driveItem'),
  'GET thumbnails': graph('thumbnailSetCollectionResponse'),
  'GET thumbnail': graph('thumbnail'),
  'GET copy monitor': 'asyncJobStatus',
  'POST batch': 'batchResponse',
  'POST preview': graph('itemPreviewInfo'),
};

/** Answers without a schema, and why that is right. */
const WITHOUT_SCHEMA: Record<string, string> = {
  'GET download': 'bytes of a file',
  'HEAD download': 'no body',
  'GET thumbnail image': 'bytes of a picture',
  'GET converted': 'bytes of a PDF',
  'GET content': '302 without a body',
  'GET version content': '302 without a body',
  'DELETE item': '204 without a body',
  'DELETE permission': '204 without a body',
  'DELETE version': '204 without a body',
  'POST permanentDelete': '204 without a body',
  'POST restoreVersion': '204 without a body',
  'POST copy': '202 without a body',
  'DELETE upload session': '204 without a body',
  'POST checkout': '204 without a body',
  'POST checkin': '204 without a body',
  'POST discardCheckout': '204 without a body',
  'GET preview page': 'a page for a browser',
  'POST subscription': 'always refused',
};

/** What is wrong with an answer, by Microsoft's schema; empty when nothing is. */
export function judgeAnswer(label: string, status: number, json: unknown): string[] {
  const name = schemaName(label, status, json);
  if (name === null)
    return json === null || WITHOUT_SCHEMA[label] !== undefined ? [] : [`no schema for ${label}`];
  const validate = schemaFor(name);
  if (validate(json)) return [];
  return (validate.errors ?? []).map(
    (error) =>
      `${label} ${status}: ${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
  );
}

function schemaName(label: string, status: number, json: unknown): string | null {
  if (status >= 400) return json === null ? null : graph('ODataErrors.ODataError');
  if (json === null) return null;
  if (label === 'PUT upload range') return graph(status === 202 ? 'uploadSession' : 'driveItem');
  // A finished copy may be told with 303 and a body.
  if (status >= 300 && status !== 303) return null;
  return SCHEMAS[label] ?? null;
}
