import { parseMap, writeCodes, writeCharacters, type CodeMap } from './map-file.ts';

/**
 * PDFs in Chinese, Japanese, and Korean may name one of Adobe's character maps instead of containing it. The
 * frequent ones are packed into one file; those that relate glyphs to Unicode are derived with the browser's
 * decoders.
 */
interface Script {
  /** Of the same codes, the first one preferred: with proportional, then with half-width Latin letters. */
  maps: readonly string[];
  encoding: string;
}

const scripts: Readonly<Record<string, Script>> = {
  Japan1: { maps: ['90msp-RKSJ-H', '90ms-RKSJ-H'], encoding: 'shift_jis' },
  GB1: { maps: ['GBKp-EUC-H', 'GBK-EUC-H'], encoding: 'gbk' },
  CNS1: { maps: ['ETenms-B5-H', 'ETen-B5-H'], encoding: 'big5' },
  Korea1: { maps: ['KSCms-UHC-H', 'KSCms-UHC-HW-H'], encoding: 'euc-kr' },
};

const unicodeMaps: Readonly<Record<string, string>> = {
  'UniJIS-UCS2-H': 'Japan1',
  'UniJIS-UTF16-H': 'Japan1',
  'UniGB-UCS2-H': 'GB1',
  'UniGB-UTF16-H': 'GB1',
  'UniCNS-UCS2-H': 'CNS1',
  'UniCNS-UTF16-H': 'CNS1',
  'UniKS-UCS2-H': 'Korea1',
  'UniKS-UTF16-H': 'Korea1',
};

/** By name, as pdf.js reads them. undefined: there is none. */
export type CharacterMaps = (name: string) => Uint8Array | undefined;

/** `packed`: names and lengths as JSON, a line feed, and the maps. */
export function openCharacterMaps(packed: Uint8Array): CharacterMaps {
  const end = packed.indexOf(0x0a);
  const sizes = JSON.parse(new TextDecoder().decode(packed.subarray(0, end))) as [string, number][];
  const files = new Map<string, Uint8Array>();
  let at = end + 1;
  for (const [name, sizeBytes] of sizes) {
    files.set(name, packed.slice(at, at + sizeBytes));
    at += sizeBytes;
  }
  const read = (name: string): CodeMap => {
    const { codes, base } = parseMap(files.get(name) ?? new Uint8Array(1));
    return base === null ? codes : new Map([...read(base), ...codes]);
  };
  const toPairs = ({ maps, encoding }: Script): [unicode: number, glyph: number][] => {
    const decoder = new TextDecoder(encoding);
    return maps
      .flatMap((name) => [...read(name)])
      .flatMap(([code, glyph]) => {
        const bytes = code > 0xff ? [code >> 8, code & 0xff] : [code];
        const text = decoder.decode(new Uint8Array(bytes));
        const unicode = text.charCodeAt(0);
        return text.length === 1 && unicode !== 0xff_fd ? [[unicode, glyph]] : [];
      });
  };

  return (name) => {
    const file = files.get(name);
    if (file !== undefined) return file;
    const toUnicode = scripts[/^Adobe-(\w+)-UCS2$/.exec(name)?.[1] ?? ''];
    if (toUnicode !== undefined) return writeCharacters(toPairs(toUnicode));
    const fromUnicode = scripts[unicodeMaps[name] ?? ''];
    return fromUnicode === undefined ? undefined : writeCodes(toPairs(fromUnicode));
  };
}
