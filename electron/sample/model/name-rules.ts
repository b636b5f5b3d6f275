/** Independent of the app's own rules, which it checks. */
const FORBIDDEN = /["*:<>?/\\|]/;
// oxlint-disable-next-line no-control-regex -- control characters are what is being refused
const CONTROL = /[\u0000-\u001f\u007f]/;
const DEVICE = /^(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\.|$)/i;
/** Business drives allow no blank of any kind at either end; personal ones only forbid spaces. */
const BLANK_EDGE = /^[ \t]|[ \t]$/;
const RESERVED = new Set(['.lock', 'desktop.ini', '.', '..']);

export const MAX_SEGMENT_CHARS = 255;
export const MAX_PATH_CHARS = 400;
export const MAX_FILE_BYTES = 250 * 1024 ** 3;

export type NameVerdict = 'ok' | 'invalid' | 'tooLong';

export function judgeName(name: string, where: { atLibraryRoot: boolean; isWork?: boolean }): NameVerdict {
  if (name.length > MAX_SEGMENT_CHARS) return 'tooLong';
  const lower = name.toLowerCase();
  const refused =
    name === '' ||
    BLANK_EDGE.test(name) ||
    (where.isWork === true && name.trim() !== name) ||
    name.endsWith('.') ||
    name.startsWith('~') ||
    !name.isWellFormed() ||
    FORBIDDEN.test(name) ||
    CONTROL.test(name) ||
    DEVICE.test(name) ||
    RESERVED.has(lower) ||
    lower.includes('_vti_') ||
    /&#\d{1,4};/.test(name) ||
    (where.atLibraryRoot && lower === 'forms');
  return refused ? 'invalid' : 'ok';
}

/** Names are kept as given and compared without regard to case or Unicode form. */
export function toNameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
