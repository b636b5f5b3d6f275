/** For finding: case and accents make no difference. "Übersicht 2" -> "ubersicht 2" */
export function toFolded(name: string): string {
  // oxlint-disable-next-line no-control-regex -- the range of ASCII
  if (/^[\u0000-\u007f]*$/.test(name)) return name.toLowerCase();
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

const digits = /\d+/g;
const padding = 12;

/** For a first order without a collator: folded, with numbers padded so that "file 9" comes before "file 10". */
export function toSortKey(folded: string): string {
  return folded.replace(digits, (number) => number.replace(/^0+(?=\d)/, '').padStart(padding, '0'));
}
