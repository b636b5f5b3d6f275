const maxNameChars = 200;

/** "Team - Documents", as in the OneDrive sync app. It is one path segment, and unique within an account. */
export function toLibraryName(siteName: string, libraryName: string, taken: readonly string[]): string {
  const name = [siteName, libraryName]
    .map(toPart)
    .filter((part) => part !== '')
    .join(' - ');
  const base = name.slice(0, maxNameChars).toWellFormed().trim() || '-';
  const used = new Set(taken.map((one) => one.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? base : `${base} (${number})`;
    if (!used.has(candidate.toLowerCase())) return candidate;
  }
}

/** "." and ".." alone would lead elsewhere. */
const toPart = (text: string): string =>
  text
    .replaceAll(/[/\\]+/g, ' ')
    .replace(/^\.+$/, '')
    .trim();
