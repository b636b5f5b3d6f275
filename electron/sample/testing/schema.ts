import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { NOT_IN_SUBSET } from './more-schemas.ts';

const file = new URL('openapi-drive-subset.json', import.meta.url);

type Node = Record<string, unknown>;

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

export const spec = JSON.parse(readFileSync(file, 'utf8')) as Spec;

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

function toStandalone(schema: Node): Node {
  return JSON.parse(
    JSON.stringify(tighten(schema, '')).replaceAll('"#/components/', '"spec#/components/'),
  ) as Node;
}

export const schemaFor = compileAll();
