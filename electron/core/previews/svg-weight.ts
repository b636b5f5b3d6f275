/** Drawing more than this can stop the window for seconds; real drawings have far fewer. */
const maxElements = 200_000;
const maxDepth = 500;

/**
 * Whether drawing an SVG takes reasonable time: each reference (`<use>`, a pattern, a mask …) draws its target
 * once more, and targets may have references in turn, so a small file can stand for billions of elements.
 */
export function isLightSvg(text: string): boolean {
  const parts = toParts(text);
  if (parts === null) return false;
  const weights = new Map<Part, number>();
  const weigh = (part: Part, above: ReadonlySet<Part>): number => {
    const known = weights.get(part);
    if (known !== undefined) return known;
    // Browsers don't draw circles of references.
    if (above.has(part)) return 0;
    const path = new Set([...above, part]);
    let weight = part.elements;
    for (const id of part.references) {
      const target = parts.byId.get(id);
      if (target !== undefined) weight += weigh(target, path);
      if (weight > maxElements) break;
    }
    weights.set(part, weight);
    return weight;
  };
  return weigh(parts.whole, new Set()) <= maxElements;
}

/** An element with an id, or the whole drawing: the elements in it, and what they refer to. */
interface Part {
  elements: number;
  references: string[];
}

const idOf = /\sid\s*=\s*["']([^"']*)["']/i;
const reference = /(?:href\s*=\s*["']|url\(\s*["']?)#([^"')]*)/gi;

/** null if there is more than could be light. */
function toParts(text: string): { whole: Part; byId: Map<string, Part> } | null {
  const whole: Part = { elements: 0, references: [] };
  const byId = new Map<string, Part>();
  const open: (Part | null)[] = [];
  for (const tag of toTags(text)) {
    if (tag.startsWith('/')) {
      open.pop();
      continue;
    }
    const id = idOf.exec(tag)?.[1];
    const own: Part | null = id === undefined ? null : { elements: 0, references: [] };
    if (id !== undefined && own !== null && !byId.has(id)) byId.set(id, own);
    const references = [...tag.matchAll(reference)].map(([, target = '']) => target);
    for (const part of [whole, own, ...open]) {
      if (part === null) continue;
      part.elements += 1;
      part.references.push(...references);
    }
    if (!tag.endsWith('/')) open.push(own);
    if (whole.elements > maxElements || open.length > maxDepth) return null;
  }
  return { whole, byId };
}

/** What is between the brackets of each tag; comments, declarations, and instructions aside. */
function* toTags(text: string): Generator<string> {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const special = specials.find(([start]) => text.startsWith(start, at));
    const end = special === undefined ? toTagEnd(text, at) : text.indexOf(special[1], at);
    if (end < 0) return;
    if (special === undefined) yield text.slice(at + 1, end);
    at = end + 1;
  }
}

const specials = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
  ['<?', '>'],
] as const;

/** Values may contain brackets. */
function toTagEnd(text: string, start: number): number {
  let quote = '';
  for (let at = start; at < text.length; at += 1) {
    const one = text[at] ?? '';
    if (quote !== '') quote = one === quote ? '' : quote;
    else if (one === '"' || one === "'") quote = one;
    else if (one === '>') return at;
  }
  return -1;
}
