const oneDriveHost = /^(?:1drv\.ms|onedrive\.live\.com|[a-z\d-]+\.sharepoint\.(?:com|us|cn|de))[/?#]/i;

/** A web address; OneDrive addresses may omit "https://", as when pasted. null: not an address. */
export function toWebLink(text: string): string | null {
  const trimmed = text.trim();
  if (/^https:\/\//i.test(trimmed)) return trimmed;
  const rest = trimmed.replace(/^http:\/\//i, '');
  return oneDriveHost.test(rest) ? `https://${rest}` : null;
}
