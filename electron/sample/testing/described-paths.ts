import { spec } from './schema.ts';

export interface Operation {
  parameters?: ({ name: string } | { $ref: string })[];
  requestBody?: { content: { 'application/json': { schema: Record<string, unknown> } } };
  responses: Record<string, { content?: { 'application/json'?: { schema: { $ref?: string } } } }>;
}

/** Applies `info.x-path-aliases`, so that every form of drive and item address becomes the described one. */
export function toDescribedPath(path: string): string {
  const drive = path.replace(/^\/(?:me|(?:users|groups|sites)\/[^/]+)\/drive(?=\/)/, '/drives/x');
  return drive
    .replace(/^(\/drives\/[^/]+\/(?:root|items\/[^/:]+|special\/[^/:]+)):\/[^:]*(?::(?=\/)|:?$)/, '$1')
    .replace(/(?<=\/)microsoft\.graph\./g, '');
}

const FUNCTION = /^(delta|recent|sharedWithMe)(?:\(\))?$/;

function matches(template: string, segment: string): boolean {
  if (/^\{[^}]+\}$/.test(template)) return segment !== '';
  // Functions may omit their empty parentheses; parameters are quoted.
  if (template.endsWith('()')) return FUNCTION.exec(segment)?.[1] === template.slice(0, -2);
  const withText = /^(\w+)\((\w+)='\{\w+\}'\)$/.exec(template);
  if (withText !== null)
    return segment.startsWith(`${withText[1] ?? ''}(${withText[2] ?? ''}='`) && segment.endsWith("')");
  return template === segment;
}

const templates = Object.entries(spec.paths).map(([path, operations]) => ({
  segments: path.split('/'),
  operations,
}));

export function findOperation(method: string, path: string): Operation | null {
  const segments = path.split('/');
  const found = templates.find(
    (one) =>
      one.segments.length === segments.length &&
      one.segments.every((template, at) => matches(template, segments[at] ?? '')) &&
      one.operations[method.toLowerCase()] !== undefined,
  );
  return (found?.operations[method.toLowerCase()] as Operation | undefined) ?? null;
}

export function toQueryNames(operation: Operation): string[] {
  return (operation.parameters ?? []).map((one) =>
    'name' in one ? one.name : (spec.components.parameters[one.$ref.split('/').at(-1) ?? '']?.name ?? ''),
  );
}

export function toAnswerProperties(operation: Operation): string[] {
  const good = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1];
  const name = good?.content?.['application/json']?.schema.$ref?.split('/').at(-1) ?? '';
  const properties = spec.components.schemas[name]?.['properties'] as
    Record<string, { items?: { $ref?: string } }> | undefined;
  const rows = properties?.['value']?.items?.$ref?.split('/').at(-1);
  return Object.keys(
    (rows === undefined
      ? properties
      : (spec.components.schemas[rows]?.['properties'] as object | undefined)) ?? {},
  );
}
