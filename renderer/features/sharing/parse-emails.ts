/** No more than a look: what an address is, the service decides. */
const pattern = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;

export interface ParsedEmails {
  emails: string[];
  /** What stands there and is no address. */
  wrong: string[];
}

/** Addresses as people paste them: by commas, semicolons or lines, also "Dana Ek <dana@contoso.com>". */
export function parseEmails(text: string): ParsedEmails {
  const parts = text
    .split(/[,;\n]+/)
    .map((part) => (/<([^<>]*)>\s*$/.exec(part)?.[1] ?? part).trim())
    .filter((part) => part !== '');
  const seen = new Set<string>();
  const emails = parts.filter((part) => {
    const key = part.toLowerCase();
    if (!pattern.test(part) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return { emails, wrong: parts.filter((part) => !pattern.test(part)) };
}
