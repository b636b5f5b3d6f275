const maxChars = 2048;

/**
 * Systems encode addresses (`onedrive://Finance/My%20files`); one that can't be decoded is returned
 * unchanged.
 */
export function findAddress(argv: readonly string[]): string | null {
  const address = argv.find((argument) => /^onedrive:/i.test(argument));
  if (address === undefined || address.length > maxChars) return null;
  const text = address.replace(/([^/:])\/+$/, '$1').replace(/^onedrive:(\/\/)?/i, 'onedrive://');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
