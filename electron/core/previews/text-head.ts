/**
 * null if it is no text. `cut`: the bytes are only a beginning, so a partial character at the end is
 * dropped.
 */
export function toText(bytes: Uint8Array, cut: boolean): string | null {
  const encoding = findEncoding(bytes);
  return encoding === null ? null : new TextDecoder(encoding).decode(bytes, { stream: cut });
}

/**
 * By byte order mark; UTF-16 without one; UTF-8 if valid; a legacy East Asian or Cyrillic encoding if that
 * makes plausible text; else Windows-1252. null: it is no text.
 */
export function findEncoding(bytes: Uint8Array): string | null {
  const known = toMarkedEncoding(bytes) ?? toUnmarkedUtf16(bytes.subarray(0, maxJudgedBytes));
  if (known !== null) return known;
  const judged = bytes.subarray(0, maxJudgedBytes);
  if (judged.includes(0)) return null;
  if (isValid('utf-8', bytes)) return hasJapaneseEscape(judged) ? 'iso-2022-jp' : 'utf-8';
  return toEastAsian(judged) ?? toCyrillic(judged) ?? 'windows-1252';
}

const maxJudgedBytes = 16 * 1024;

function toMarkedEncoding([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

/** In most scripts every other byte of it is the same; in ASCII, zero. */
function toUnmarkedUtf16(bytes: Uint8Array): string | null {
  const zeros = [0, 0];
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const pairs = bytes.length / 2;
  const [encoding, more, fewer] =
    odd > even ? (['utf-16le', odd, even] as const) : (['utf-16be', even, odd] as const);
  if (more <= pairs * 0.2 || fewer > more * 0.1) return null;
  return controls.test(decode(encoding, bytes) ?? '\0') ? null : encoding;
}

/** What no text has; ESC may color a log. */
// oxlint-disable-next-line eslint/no-control-regex -- these are looked for
const controls = /[\0-\u0008\u000E-\u001A\u001C-\u001F]/;

/** ISO-2022-JP uses ASCII bytes only, after "ESC $". */
const hasJapaneseEscape = (bytes: Uint8Array): boolean =>
  ['\u001B$@', '\u001B$B'].some((escape) => Buffer.from(bytes).includes(escape));

function decode(encoding: string, bytes: Uint8Array): string | null {
  try {
    // A character may be cut at the end.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

const isValid = (encoding: string, bytes: Uint8Array): boolean => decode(encoding, bytes) !== null;

/** Characters with these lead bytes are the common ones of a two-byte encoding. */
function toCommon(
  encoding: string,
  firstLead: number,
  lastLead: number,
  firstTrail: number,
): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let lead = firstLead; lead <= lastLead; lead += 1)
    for (let trail = firstTrail; trail <= 0xfe; trail += 1)
      if (trail <= 0x7e || trail >= 0xa1) bytes.push(lead, trail);
  return new Set(new TextDecoder(encoding).decode(new Uint8Array(bytes)));
}

interface Candidate {
  encodings: readonly string[];
  common: () => ReadonlySet<string>;
  /** Letters beyond the common characters. */
  letters: RegExp;
}

/**
 * The ranges of the most common characters tell the encodings apart; the smallest comes first, as several may
 * fit.
 */
const candidates: readonly Candidate[] = [
  { encodings: ['euc-kr'], common: () => new Set(), letters: /[\uAC00-\uD7A3]/ },
  {
    encodings: ['shift_jis', 'euc-jp'],
    common: () => toCommon('euc-jp', 0xb0, 0xcf, 0xa1),
    letters: /[\u3040-\u30FF]/,
  },
  { encodings: ['gb18030'], common: () => toCommon('gb18030', 0xb0, 0xd7, 0xa1), letters: /(?!)/ },
  { encodings: ['big5'], common: () => toCommon('big5', 0xa4, 0xc6, 0x40), letters: /(?!)/ },
];

const punctuation = /[\u3000-\u303F\uFF00-\uFF60\u2010-\u203B\u00B7]/;
const enough = 0.8;

function toEastAsian(bytes: Uint8Array): string | null {
  let best: { encoding: string; part: number } | null = null;
  for (const { encodings, common, letters } of candidates) {
    const usual = common();
    for (const encoding of encodings) {
      const text = decode(encoding, bytes);
      const part = text === null ? 0 : toPlausiblePart(text, (one) => usual.has(one) || letters.test(one));
      if (part >= enough && part > (best?.part ?? 0)) best = { encoding, part };
    }
  }
  return best?.encoding ?? null;
}

/** Single characters between ASCII letters are accents of a Western text, read wrongly. */
function toPlausiblePart(text: string, isUsual: (character: string) => boolean): number {
  let all = 0;
  let usual = 0;
  for (const [run] of text.matchAll(/[^\0-\u007F]+/gu)) {
    const characters = Array.from(run);
    all += characters.length;
    if (characters.length === 1) continue;
    for (const one of characters) if (isUsual(one) || punctuation.test(one)) usual += 1;
  }
  return all === 0 ? 0 : usual / all;
}

/** Words of letters above ASCII; small letters are the upper half in Windows-1251, the lower one in KOI8-R. */
function toCyrillic(bytes: Uint8Array): string | null {
  let [low, high, ascii] = [0, 0, 0];
  for (const byte of bytes) {
    if (byte >= 0xe0) high += 1;
    else if (byte >= 0xc0) low += 1;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) ascii += 1;
  }
  if (low + high <= ascii) return null;
  return high >= low ? 'windows-1251' : 'koi8-r';
}
