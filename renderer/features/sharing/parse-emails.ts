/** A rough check; the service has the last word. */
const pattern = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;

export interface ParsedEmails {
  emails: string[];
  invalid: string[];
}

/** Separated by commas, semicolons, or lines, including "Dana Ek <dana@contoso.com>". */
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
  return { emails, invalid: parts.filter((part) => !pattern.test(part)) };
}
