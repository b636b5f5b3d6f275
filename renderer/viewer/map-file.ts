/** The packed format of pdf.js (.bcmap). */
export type CodeMap = Map<number, number>;

const kinds = { codeSpace: 0, undefinedCodes: 1, codes: 2, codeRanges: 3, characters: 4, word: 7 };

interface ParsedMap {
  codes: CodeMap;
  base: string | null;
}

/** Codes of one or two bytes with their glyph. */
export function parseMap(bytes: Uint8Array): ParsedMap {
  const codes: CodeMap = new Map();
  let base: string | null = null;
  // The first byte tells the direction of writing.
  let at = 1;
  const readByte = (): number => bytes[at++] ?? 0;
  const readNumber = (): number => {
    for (let number = 0; ;) {
      const byte = readByte();
      number = (number << 7) | (byte & 0x7f);
      if ((byte & 0x80) === 0) return number;
    }
  };
  const readSigned = (): number => {
    const number = readNumber();
    return (number & 1) === 1 ? ~(number >>> 1) : number >>> 1;
  };
  const readCode = (size: number): number => {
    let code = 0;
    for (let count = 0; count < size; count += 1) code = (code << 8) | readByte();
    return code >>> 0;
  };
  const readText = (): string => String.fromCharCode(...Array.from({ length: readNumber() }, readNumber));

  const readRanges = (size: number, count: number, isSequence: boolean, note: Note): void => {
    let end = -1;
    for (let number = 0; number < count; number += 1) {
      const start = number === 0 ? readCode(size) : isSequence ? end + 1 : end + 1 + readNumber();
      end = start + readNumber();
      note(start, end);
    }
  };

  while (at < bytes.length) {
    const head = readByte();
    const kind = head >> 5;
    if (kind === kinds.word) {
      const word = readText();
      if ((head & 0x1f) === 1) base = word;
      continue;
    }
    const [isSequence, size, count] = [(head & 0x10) !== 0, (head & 0x0f) + 1, readNumber()];
    if (kind === kinds.codeSpace) readRanges(size, count, false, () => {});
    else if (kind === kinds.undefinedCodes) readRanges(size, count, false, readNumber);
    else if (kind === kinds.codeRanges)
      readRanges(size, count, isSequence, (start, end) => {
        const glyph = readNumber();
        if (size > 2) return;
        for (let code = start; code <= end; code += 1) codes.set(code, glyph + code - start);
      });
    else if (kind === kinds.codes) {
      let [code, glyph] = [-1, -1];
      for (let number = 0; number < count; number += 1) {
        code = number === 0 ? readCode(size) : isSequence ? code + 1 : code + 1 + readNumber();
        glyph = number === 0 ? readNumber() : glyph + 1 + readSigned();
        if (size <= 2) codes.set(code, glyph);
      }
    } else throw new Error(`no map: ${kind}`);
  }
  return { codes, base };
}

type Note = (start: number, end: number) => unknown;

const twoBytes = (number: number): [number, number] => [number >> 8, number & 0xff];

/** The first glyph of each character counts. */
export function writeCodes(pairs: readonly (readonly [unicode: number, glyph: number])[]): Uint8Array {
  const glyphs = new Map(pairs.toReversed());
  // All codes have two bytes: from 0 to 0xffff.
  const bytes = [0, (kinds.codeSpace << 5) | 1, 1, 0, 0, 0x83, 0xff, 0x7f];
  for (const [unicode, glyph] of glyphs)
    bytes.push((kinds.codes << 5) | 1, 1, ...twoBytes(unicode), ...toNumber(glyph));
  return new Uint8Array(bytes);
}

/** The first character of each glyph counts. */
export function writeCharacters(pairs: readonly (readonly [unicode: number, glyph: number])[]): Uint8Array {
  const characters = new Map(pairs.map(([unicode, glyph]) => [glyph, unicode] as const).toReversed());
  const bytes = [0];
  for (const [glyph, unicode] of characters)
    bytes.push((kinds.characters << 5) | 1, 1, ...twoBytes(glyph), ...twoBytes(unicode));
  return new Uint8Array(bytes);
}

function toNumber(number: number): number[] {
  const parts = [number & 0x7f];
  for (let rest = number >> 7; rest > 0; rest >>= 7) parts.unshift((rest & 0x7f) | 0x80);
  return parts;
}
