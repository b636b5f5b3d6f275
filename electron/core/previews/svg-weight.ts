const maxElements = 200_000;
const maxDepth = 500;
/** Of references and of elements with ids, each as often as it is met. */
const maxLooks = 1_000_000;

/**
 * Each reference (`<use>`, a pattern, a mask …) draws its target once more, and targets may have references
 * in turn, so a small file can stand for billions of elements. A chain of references may be as long as the
 * drawing, so nothing here calls itself.
 */
export function isLightSvg(text: string): boolean {
  const parts = toParts(text);
  return parts !== null && isLight(parts.whole, parts.byId);
}

interface Part {
  elements: number;
  inner: Part[];
  references: string[];
  /** Of all that is drawn for it; null: not known. */
  weight: number | null;
  isOpen: boolean;
}

const toPart = (): Part => ({ elements: 0, inner: [], references: [], weight: null, isOpen: false });

interface Step {
  part: Part;
  rest: Part[];
  from: number;
  /** It refers to a part around it, which is drawn elsewhere. */
  isPartial: boolean;
}

function isLight(whole: Part, byId: ReadonlyMap<string, Part>): boolean {
  let sum = 0;
  let looks = 0;
  const begin = (part: Part): Step => {
    const targets = part.references.flatMap((id) => byId.get(id) ?? []);
    const step = { part, rest: [...part.inner, ...targets], from: sum, isPartial: false };
    part.isOpen = true;
    sum += part.elements;
    looks += part.references.length + part.inner.length;
    return step;
  };
  const steps = [begin(whole)];
  for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    if (sum > maxElements || looks > maxLooks) return false;
    const next = step.rest.pop();
    if (next === undefined) {
      const { part, from, isPartial } = step;
      part.isOpen = false;
      if (!isPartial) part.weight = sum - from;
      steps.pop();
      const around = steps.at(-1);
      if (around !== undefined) around.isPartial ||= isPartial;
    } else if (next.isOpen) {
      // Browsers don't draw circles of references.
      step.isPartial = true;
    } else if (next.weight === null) steps.push(begin(next));
    else sum += next.weight;
  }
  return true;
}

const idOf = /\sid\s*=\s*["']([^"']*)["']/i;
const reference = /(?:href\s*=\s*["']|url\(\s*["']?)#([^"')]*)/gi;

/** null if there is more than could be light. */
function toParts(text: string): { whole: Part; byId: Map<string, Part> } | null {
  const whole = toPart();
  const byId = new Map<string, Part>();
  const open = [whole];
  let elements = 0;
  let references = 0;
  for (const tag of toTags(text)) {
    if (tag.startsWith('/')) {
      if (open.length > 1) open.pop();
      continue;
    }
    const around = open.at(-1) ?? whole;
    const id = idOf.exec(tag)?.[1];
    const part = id === undefined ? around : toPart();
    if (id !== undefined) {
      around.inner.push(part);
      if (!byId.has(id)) byId.set(id, part);
    }
    part.elements += 1;
    for (const [, target = ''] of tag.matchAll(reference)) {
      part.references.push(target);
      references += 1;
      if (references > maxLooks) return null;
    }
    if (!tag.endsWith('/')) open.push(part);
    elements += 1;
    if (elements > maxElements || open.length > maxDepth) return null;
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
