import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { ReportProblem } from './import-entries.ts';

/** Every scalar is a string: "yes" does not become true. */
export type YamlValue =
  | { kind: 'text'; text: string; line: number }
  | { kind: 'list'; items: YamlValue[]; line: number }
  | YamlMap
  /** An alias, or something else that import files don't support. */
  | { kind: 'other'; line: number };

export interface YamlMap {
  kind: 'map';
  entries: { key: string; line: number; value: YamlValue }[];
  line: number;
  get(key: string): YamlValue | null;
}

export function openYaml(text: string, complain: ReportProblem): YamlMap | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, uniqueKeys: false });
  for (const { pos } of document.errors) {
    // The line number only: YAML's messages quote the file, which may contain a secret.
    complain('notYaml', lines.linePos(pos[0]).line, 'file');
  }
  if (document.errors.length > 0) return null;
  const root = document.contents === null ? null : toValue(document.contents, lines);
  if (root?.kind === 'map') return root;
  complain('notYaml', root?.line ?? 1, 'file');
  return null;
}

function toValue(node: Node, lines: LineCounter): YamlValue {
  const line = lines.linePos(node.range?.[0] ?? 0).line;
  if (isScalar(node)) return { kind: 'text', text: toText(node), line };
  if (isSeq<Node>(node)) return { kind: 'list', items: node.items.map((item) => toValue(item, lines)), line };
  if (!isMap<Node, Node | null>(node)) return { kind: 'other', line };
  const entries = node.items.map(({ key, value }) => {
    const from = toValue(key, lines);
    const text = from.kind === 'text' ? from.text : '';
    const rest: YamlValue =
      value === null ? { kind: 'text', text: '', line: from.line } : toValue(value, lines);
    return { key: text, line: from.line, value: rest };
  });
  return {
    kind: 'map',
    entries,
    line,
    get: (wanted) => entries.find(({ key }) => key === wanted)?.value ?? null,
  };
}

const toText = ({ value }: { value: unknown }): string => (typeof value === 'string' ? value.trim() : '');
