const oneDriveHost = /^(?:1drv\.ms|onedrive\.live\.com|[a-z\d-]+\.sharepoint\.(?:com|us|cn|de))[/?#]/i;

/** An address on the web, for those of OneDrive also as it is pasted without "https://"; null for any other text. */
export function toWebLink(text: string): string | null {
  const trimmed = text.trim();
  if (/^https:\/\//i.test(trimmed)) return trimmed;
  const rest = trimmed.replace(/^http:\/\//i, '');
  return oneDriveHost.test(rest) ? `https://${rest}` : null;
}
