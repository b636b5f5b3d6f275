export const toWords = (text: string): string[] =>
  text
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

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
