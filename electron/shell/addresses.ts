const maxChars = 2048;

/**
 * The onedrive: address among a command line's arguments, as text for the address bar; null when there is none. Systems
 * hand addresses over encoded (`onedrive://Finance/My%20files`); one that is badly encoded is taken as it is.
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
