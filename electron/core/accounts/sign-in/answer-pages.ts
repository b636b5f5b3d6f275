import { createHash } from 'node:crypto';
import { getLanguage, t } from '../../../contract/strings/translate.ts';

export type AnswerPage = 'welcome' | 'refused' | 'stranger' | 'nothing';

const style = `
:root { color-scheme: light dark; --ink: #1b1a19; --soft: #605e5c; --ground: #f5f5f5; --card: #ffffff; --line: #e1dfdd; --mark: #0f6cbd; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f3f2f1; --soft: #bdbbb8; --ground: #1f1f1f; --card: #292827; --line: #3b3a39; --mark: #62abf5; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--ground);
  color: var(--ink); font: 16px/1.5 "Segoe UI", system-ui, -apple-system, sans-serif; }
main { max-width: 440px; width: 100%; padding: 40px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
svg { display: block; width: 40px; height: 40px; color: var(--mark); }
h1 { margin: 20px 0 8px; font-size: 24px; line-height: 1.3; font-weight: 600; }
p { margin: 0; color: var(--soft); }
`;

const tick =
  '<svg viewBox="0 0 40 40" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"><circle cx="20" cy="20" r="18"/><path d="M12 21l6 6 11-13"/></svg>';
const warning =
  '<svg viewBox="0 0 40 40" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"><circle cx="20" cy="20" r="18"/><path d="M20 11v11M20 29v.1"/></svg>';

const icons: Record<AnswerPage, string> = {
  welcome: tick,
  refused: warning,
  stranger: warning,
  nothing: warning,
};

const csp = `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function toAnswerPage(page: AnswerPage): { html: string; csp: string } {
  const icon = icons[page];
  const title = t(`answerPages.${page}.title`);
  const text = t(`answerPages.${page}.text`);
  const html = `<!doctype html>
<html lang="${getLanguage().language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main>${icon}<h1>${title}</h1><p>${text}</p></main></body>
</html>
`;
  return { html, csp };
}
