import { Marked } from 'marked';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"]/g, (mark) => escapes[mark] ?? mark);

/**
 * HTML in Markdown is shown as text. Links show their target but can't be followed; images show their
 * alternative text.
 */
const marked = new Marked({
  gfm: true,
  renderer: {
    html: ({ text }) => escapeHtml(text),
    link({ href, tokens }) {
      return `<span class="link" title="${escapeHtml(href)}">${this.parser.parseInline(tokens)}</span>`;
    },
    image: ({ text }) => `<span class="picture">${escapeHtml(text)}</span>`,
  },
});

const elements = new Set(
  `h1 h2 h3 h4 h5 h6 p br hr blockquote pre code em strong del ul ol li input table thead tbody tr th td span`.split(
    ' ',
  ),
);
const attribute = /\s(class|title|align|start|type|checked|disabled)(?:="([^"<>]*)")?/g;

/** A second line of defense: only plain elements with plain attributes stay. */
export function sanitize(html: string): string {
  return html.replaceAll(
    /<(\/?)([a-z0-9]*)((?:[^<>"]|"[^"]*")*)>?/gi,
    (whole, slash: string, name: string, rest: string) => {
      if (!elements.has(name.toLowerCase()) || !whole.endsWith('>')) return escapeHtml(whole);
      const kept = [...rest.matchAll(attribute)].map(([, key, value]) =>
        value === undefined ? ` ${key}` : ` ${key}="${value}"`,
      );
      return `<${slash}${name.toLowerCase()}${kept.join('')}>`;
    },
  );
}

const styles = `
  :root { color-scheme: light dark; }
  body { margin: 16px; font: 14px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
  h1, h2, h3, h4, h5, h6 { margin: 1.2em 0 .5em; line-height: 1.25; }
  body > :first-child { margin-top: 0; }
  pre, code { font-family: ui-monospace, monospace; font-size: 13px; }
  pre { padding: 10px 12px; border-radius: 4px; background: rgb(128 128 128 / .14); white-space: pre-wrap; }
  blockquote { margin: 1em 0; padding-inline-start: 12px; border-inline-start: 3px solid rgb(128 128 128 / .5); }
  table { border-collapse: collapse; }
  th, td { padding: 4px 10px; border: 1px solid rgb(128 128 128 / .4); text-align: start; }
  .link { text-decoration: underline; }
  .picture { padding: 2px 6px; border: 1px dashed rgb(128 128 128 / .6); border-radius: 4px; }
`;

export function toMarkdownPage(text: string): string | null {
  try {
    const body = sanitize(marked.parse(text, { async: false }));
    return `<!doctype html><meta charset="utf-8"><style>${styles}</style><body>${body}`;
  } catch {
    // Nested so deeply that it must be malicious: shown as text.
    return null;
  }
}
