import type { NameRule } from './errors.ts';

/**
 * Checked while typing and before sending; the service has the last word. Source: Microsoft's "Restrictions
 * and limitations in OneDrive and SharePoint".
 */
export interface NameFault {
  rule: NameRule;
  /** For display: `?`, `? *` (every such character), `~$`, `CON`, or the length. */
  offending: string | null;
}

export const maxNameChars = 255;
const forbidden = /["*:<>?/\\|]/g;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f]/g;
/** Code points that stand for no character: Microsoft's web server refuses every URL that contains one. */
const noCharacter = /[\p{Noncharacter_Code_Point}\ufff0-\ufffb]/gu;
/** Existing items may have other names: programs can create them without naming them in a URL. */
export const fitsUrl = (name: string): boolean =>
  name.isWellFormed() && name.search(control) < 0 && name.search(noCharacter) < 0;

const reservedStem = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;
const reservedWhole = new Set(['.lock', 'desktop.ini']);
/** Only ASCII: the service decides about other spaces, and personal drives accept them. */
const space = /[ \t]/;

/** null: the name is valid. */
export function findNameFault(name: string, kind: 'file' | 'folder' = 'file'): NameFault | null {
  if (name === '') return { rule: 'empty', offending: null };
  return findWrongCharacter(name) ?? findWrongEdge(name, kind) ?? findReserved(name) ?? findTooLong(name);
}

function findWrongCharacter(name: string): NameFault | null {
  const characters = new Set(name.match(forbidden));
  if (characters.size > 0) return { rule: 'character', offending: [...characters].join(' ') };
  if (name.search(control) >= 0) return { rule: 'controlCharacter', offending: null };
  return fitsUrl(name) ? null : { rule: 'brokenCharacter', offending: null };
}

function findWrongEdge(name: string, kind: 'file' | 'folder'): NameFault | null {
  if (space.test(name.charAt(0))) return { rule: 'startSpace', offending: null };
  if (space.test(name.charAt(name.length - 1))) return { rule: 'endSpace', offending: null };
  if (name.endsWith('.')) return { rule: 'endDot', offending: null };
  if (name.startsWith('~$')) return { rule: 'start', offending: '~$' };
  if (kind === 'folder' && name.startsWith('~')) return { rule: 'start', offending: '~' };
  return null;
}

/** Device names are reserved with any extension, too: `CON.txt`, `nul.tar.gz`. */
function findReserved(name: string): NameFault | null {
  const stem = name.split('.', 1)[0] ?? '';
  if (reservedStem.test(stem)) return { rule: 'reserved', offending: stem };
  if (reservedWhole.has(name.toLowerCase())) return { rule: 'reserved', offending: name };
  if (name.toLowerCase().includes('_vti_')) return { rule: 'character', offending: '_vti_' };
  return null;
}

function findTooLong(name: string): NameFault | null {
  return name.length > maxNameChars ? { rule: 'tooLong', offending: String(name.length) } : null;
}

/** Always show it before using it. */
export function suggestName(name: string, kind: 'file' | 'folder' = 'file'): string {
  let better = name
    .toWellFormed()
    .replaceAll(/["*:<>?/\\|\ufffd]/g, '-')
    .replaceAll(control, '-')
    .replaceAll(noCharacter, '-')
    .replaceAll(/_vti_/gi, '-vti-')
    .replace(/^[\s~]+\$?/, '')
    .replace(/[\s.]+$/, '');
  if (better.length > maxNameChars) better = shorten(better);
  if (better === '') better = kind === 'folder' ? 'New folder' : 'file';
  return findNameFault(better, kind) === null ? better : `_${better.replace(/^\./, '')}`;
}

function shorten(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 20 ? name.slice(dot) : '';
  const kept = name.slice(0, maxNameChars - extension.length).replace(/[\ud800-\udbff]$/, '');
  return kept.replace(/[\s.]+$/, '') + extension;
}
