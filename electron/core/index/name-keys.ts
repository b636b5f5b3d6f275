const digits = /\d+/g;
const padding = 12;

/** For a first order without a collator: folded, with numbers padded so that "file 9" comes before "file 10". */
export function toSortKey(folded: string): string {
  return folded.replace(digits, (number) => number.replace(/^0+(?=\d)/, '').padStart(padding, '0'));
}
