/** Ids that styles refer to, by element type, ".class" or "#id", and for any element. */
export interface StyleReferences {
  byKey: ReadonlyMap<string, readonly string[]>;
  ofAll: readonly string[];
}

const styleElement = /<(?:[\w-]+:)?style\b[^>]*>([\s\S]*?)(?:<\/(?:[\w-]+:)?style|$)/g;

const maxReferences = 1_000_000;

/**
 * What the styles refer to by `url(#id)`; null if that is too much. A selector that is not understood counts
 * for all elements: rather too many references than too few.
 */
export function readStyleReferences(text: string): StyleReferences | null {
  const byKey = new Map<string, string[]>();
  const ofAll: string[] = [];
  let count = 0;
  for (const [, css = ''] of text.matchAll(styleElement)) {
    if (!/url\s*\(/i.test(css)) continue;
    const around: Block[] = [];
    let before = '';
    for (const part of toPlain(css).split(/([{};])/)) {
      if (part === '{') around.push(toBlock(before));
      if (part === ';' || part === '}')
        for (const { key, id } of toReferences(before, around.at(-1))) {
          count += 1;
          if (count > maxReferences) return null;
          const ids = key === null ? ofAll : (byKey.get(key) ?? []);
          ids.push(id);
          if (key !== null) byKey.set(key, ids);
        }
      if (part === '}') around.pop();
      before = part;
    }
  }
  return { byKey, ofAll };
}

/** What is between brackets, and the keys of the elements it is for. */
type Block = () => readonly (string | null)[];

function toBlock(selectors: string): Block {
  let keys: (string | null)[] | null = null;
  return () => (keys ??= selectors.split(',').map(toKey));
}

function* toReferences(
  declaration: string,
  block: Block | undefined,
): Generator<{ key: string | null; id: string }> {
  // A variable may be used by any element inside.
  const isVariable = declaration.trimStart().startsWith('--');
  for (const [, id = ''] of declaration.matchAll(/url\(#([^)]*)\)/g))
    for (const key of isVariable || block === undefined ? [null] : block()) yield { key, id };
}

/** Without comments and strings, which may contain brackets. */
const toPlain = (css: string): string =>
  css
    .replaceAll(/<!\[CDATA\[|\]\]>/g, '')
    .replaceAll(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ')
    .replaceAll(/url\(\s*(?:["']\s*)?#([^"'()\s]*)\s*(?:["']\s*)?\)/gi, 'url(#$1)')
    .replaceAll(/"[^"\r\n\f]*"|'[^'\r\n\f]*'/g, '');

/** The key of the elements that a selector may mean; null: any. */
function toKey(selector: string): string | null {
  const last =
    selector
      .trim()
      .split(/[\s>+~]+/)
      .at(-1) ?? '';
  // A condition leaves the elements that it is about.
  const parts = last.replaceAll(/\[[^\]]*\]|::?[\w-]+/g, '').match(/[.#]?[^.#*&|]+/g) ?? [];
  if (/[()@%]/.test(last)) return null;
  return (
    parts.find((part) => part.startsWith('#')) ??
    parts.find((part) => part.startsWith('.')) ??
    parts.at(-1) ??
    null
  );
}
