export const toWords = (text: string): string[] =>
  text
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

/**
 * Which options of a section are left when it is searched: those with all words in their own text or in the name of the
 * section. Where the name has them all, that is every one.
 */
export function matchOptions(
  section: string,
  options: readonly string[],
  words: readonly string[],
): boolean[] {
  const name = section.toLocaleLowerCase();
  return options.map((option) => {
    const text = `${name} ${option.toLocaleLowerCase()}`;
    return words.every((word) => text.includes(word));
  });
}
