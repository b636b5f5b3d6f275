import { readDimensions } from './picture-dimensions.ts';
import { maxPixels } from './preview-plan.ts';
import { readStyleReferences, type StyleReferences } from './svg-styles.ts';

const maxElements = 200_000;
const maxDepth = 500;
/** Of references and of elements with ids, each as often as it is met. */
const maxVisits = 1_000_000;

/**
 * Each reference (`<use>`, a pattern, a mask …) draws its target once more, so a small file can stand for
 * billions of elements. A chain may be as long as the drawing, so nothing here calls itself.
 */
export function isLightSvg(source: string): boolean {
  const text = expandEntities(source);
  if (text === null || hidesContent(text) || !hasLightPictures(text) || !hasLightMarkers(text)) return false;
  const styles = readStyleReferences(text);
  const parts = styles === null ? null : toParts(text, styles);
  return parts !== null && isLight(parts.whole, parts.byId);
}

const entity = /<!ENTITY\s+(%\s+)?([^\s"'>]+)\s+(?:"([^"]*)"|'([^']*)')/g;
const maxExpandedLength = 8 * 1024 * 1024;
const special = new Set(['<', '>', '"', "'", '&']);
const toCharacter = (code: number): string => {
  const character = code > 0x20 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
  return special.has(character) ? '_' : character;
};

/** Entities and escapes may hide references. null if entities stand for elements or for other entities. */
function expandEntities(source: string): string | null {
  const values = new Map<string, string>();
  for (const [, isParameter, name = '', double, single = ''] of source.matchAll(entity)) {
    const value = double ?? single;
    if (isParameter !== undefined || /[<&]/.test(value)) return null;
    if (!values.has(name)) values.set(name, value);
  }
  let length = 0;
  if (values.size > 0)
    for (const [, name = ''] of source.matchAll(/&([^\s;&#]+);/g)) {
      length += values.get(name)?.length ?? 0;
      if (length > maxExpandedLength) return null;
    }
  return source
    .replaceAll(/&([^\s;&#]+);/g, (whole, name: string) => values.get(name) ?? whole)
    .replaceAll(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex?: string, decimal?: string) =>
      toCharacter(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replaceAll(/\\([0-9a-f]{1,6})[ \t\r\n\f]?/gi, (_, hex: string) => toCharacter(Number.parseInt(hex, 16)));
}

/** Drawings and styles in addresses are drawn, too, and not looked into here. */
const hidesContent = (text: string): boolean => /data:\s*(?:image\/svg|text\/css)/i.test(text);

const maxHeadLength = 400_000;
const toBytes = (text: string): string =>
  text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Pictures in addresses are decoded whole. */
function hasLightPictures(text: string): boolean {
  let pixels = 0;
  for (const [, parameters = '', content = ''] of text.matchAll(/data:([^,"'()<>]{0,200}),([^"'()<>]*)/gi)) {
    const start = content.slice(0, maxHeadLength);
    const isBase64 = /;\s*base64\s*$/i.test(parameters);
    const head = Buffer.from(isBase64 ? start : toBytes(start), isBase64 ? 'base64' : 'latin1');
    const found = readDimensions(head);
    if (found === 'incomplete' && content.length > maxHeadLength) return false;
    if (typeof found !== 'string') pixels += found.width * found.height;
    if (pixels > maxPixels) return false;
  }
  return true;
}

/** A marker is drawn at each point of a line. */
function hasLightMarkers(text: string): boolean {
  if (!/marker(?:-mid)?\s*[:=]/.test(text)) return true;
  let largest = 0;
  for (const [marker] of text.matchAll(/<(?:[\w-]+:)?marker\b[\s\S]*?(?:<\/(?:[\w-]+:)?marker|$)/g))
    largest = Math.max(largest, marker.split('<').length - 2);
  let points = 0;
  for (const [, double, single = ''] of text.matchAll(/\s(?:d|points)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    points += ((double ?? single).match(/[\d.]+/g)?.length ?? 0) / 2;
  return largest * points <= maxVisits;
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
  let visits = 0;
  const begin = (part: Part): Step => {
    const targets = part.references.flatMap((id) => byId.get(id) ?? []);
    const step = { part, rest: [...part.inner, ...targets], from: sum, isPartial: false };
    part.isOpen = true;
    sum += part.elements;
    visits += part.references.length + part.inner.length;
    return step;
  };
  const steps = [begin(whole)];
  for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    if (sum > maxElements || visits > maxVisits) return false;
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

const attribute = (name: string): RegExp => new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
const [idAttribute, classAttribute] = [attribute('id'), attribute('class')];
const read = (tag: string, pattern: RegExp): string | undefined => {
  const found = pattern.exec(tag);
  return found?.[1] ?? found?.[2];
};
const reference = /(?:href\s*=\s*["']\s*|url\(\s*(?:["']\s*)?)#([^"')]*)/gi;
const animation = /^(?:[\w-]+:)?(?:set|animate)/;

function toReferences(tag: string, id: string | undefined, styles: StyleReferences): string[] {
  const own = Array.from(tag.matchAll(reference), ([, target = '']) => target);
  // An animation may set any address or class.
  const isAnimation = animation.test(tag);
  const set = isAnimation ? Array.from(tag.matchAll(/#([^"';)\s]+)/g), ([, target = '']) => target) : [];
  const classes = isAnimation ? tag.split(/[\s"';=]+/) : (read(tag, classAttribute)?.split(/\s+/) ?? []);
  const type = /^[^\s/>]*/.exec(tag)?.[0].split(':').at(-1) ?? '';
  const keys = new Set([type, ...classes.map((one) => `.${one}`), `#${id ?? ''}`]);
  return [...own, ...set, ...styles.ofAll, ...Array.from(keys, (key) => styles.byKey.get(key) ?? []).flat()];
}

/** null if there is more than could be light. */
function toParts(text: string, styles: StyleReferences): { whole: Part; byId: Map<string, Part> } | null {
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
    const id = read(tag, idAttribute);
    const part = id === undefined ? around : toPart();
    if (id !== undefined) {
      around.inner.push(part);
      if (!byId.has(id)) byId.set(id, part);
    }
    part.elements += 1;
    for (const target of toReferences(tag, id, styles)) {
      part.references.push(target);
      references += 1;
      if (references > maxVisits) return null;
    }
    if (!tag.endsWith('/')) open.push(part);
    elements += 1;
    if (elements > maxElements || open.length > maxDepth) return null;
  }
  return { whole, byId };
}

/** Without comments, declarations, and instructions. */
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
