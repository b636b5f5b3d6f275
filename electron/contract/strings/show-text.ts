/** Unless isolated, right-to-left letters reorder the text around a name. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Invisible and bidirectional control characters: "invoice<U+202E>fdp.exe" would look like "invoiceexe.pdf". */
const hidden =
  /(?![\t\n])[\p{Bidi_Control}\p{Cc}\p{Zl}\p{Zp}\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]/gu;
const isolated = /\u2068[^\u2066-\u2069]*\u2069/g;

const [isolate, pop] = ['\u2068', '\u2069'];

/** Marks hidden characters and isolates right-to-left text. */
export function showText(text: string): string {
  const seen = text.replace(hidden, (sign) => {
    const number = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `\u27e8U+${number}\u27e9`;
  });
  return rightToLeft.test(seen) ? isolate + seen + pop : seen;
}

/** The same for text that may include results of `showText`. */
export function showWithin(text: string): string {
  let end = 0;
  let shown = '';
  for (const part of text.matchAll(isolated)) {
    const inner = part[0].slice(1, -1);
    shown +=
      showText(text.slice(end, part.index)) + isolate + showText(inner).replace(/^\u2068|\u2069$/g, '') + pop;
    end = part.index + part[0].length;
  }
  return shown + showText(text.slice(end));
}
