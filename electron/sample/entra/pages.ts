import type { ServiceResponse } from '../http/exchange.ts';
import type { Person } from '../model/people.ts';

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function toPage(title: string, body: string, status = 200): ServiceResponse {
  const text = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>body{font:16px system-ui;max-width:26rem;margin:4rem auto;padding:0 1rem}a,button{display:block;margin:.75rem 0;padding:.75rem 1rem;border:1px solid #888;border-radius:6px;color:inherit;background:none;font:inherit;text-decoration:none}small{color:#555}</style></head>
<body><h1>${escapeHtml(title)}</h1>
${body}
<p><small>The sample sign-in service of this computer. No real account is involved.</small></p></body></html>
`;
  return { status, headers: {}, body: { kind: 'text', text, mimeType: 'text/html; charset=utf-8' } };
}

function toLink(query: URLSearchParams, more: Record<string, string>, label: string): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(more)) next.set(name, value);
  return `<a href="?${escapeHtml(next.toString())}">${escapeHtml(label)}</a>`;
}

const SHOWN = 60;

export function toAccountPage(query: URLSearchParams, people: readonly Person[]): ServiceResponse {
  const links = people
    .slice(0, SHOWN)
    .map((person) =>
      toLink(query, { sample_account: person.email }, `${person.displayName} (${person.email})`),
    );
  return toPage(
    'Pick an account',
    [...links, toLink(query, { sample_account: 'cancel' }, 'Cancel')].join('\n'),
  );
}

export function toConsentPage(
  query: URLSearchParams,
  appName: string,
  scopes: readonly string[],
): ServiceResponse {
  const list = scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('');
  return toPage(
    `${appName} asks for permission`,
    `<ul>${list}</ul>\n${toLink(query, { sample_consent: 'yes' }, 'Accept')}\n${toLink(query, { sample_consent: 'no' }, 'Decline')}`,
  );
}

export function toFactorPage(query: URLSearchParams, person: Person): ServiceResponse {
  return toPage(
    'Approve sign-in request',
    `<p>${escapeHtml(person.email)} must use a second factor.</p>\n${toLink(query, { sample_factor: 'approved' }, 'Approve')}\n${toLink(query, { sample_factor: 'denied' }, 'Deny')}`,
  );
}

export function toReturnPage(query: URLSearchParams, title: string, message: string): ServiceResponse {
  return toPage(
    title,
    `<p>${escapeHtml(message)}</p>\n${toLink(query, { sample_back: 'yes' }, 'Return to the application')}`,
  );
}

export function toFormPost(redirectUri: string, fields: Record<string, string>): ServiceResponse {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return toPage(
    'Signing in',
    `<form method="post" action="${escapeHtml(redirectUri)}">${inputs.join('')}<button>Continue</button></form>\n<script>document.forms[0].submit()</script>`,
  );
}

export function toDevicePage(userCode: string): ServiceResponse {
  const wrong = userCode === '' ? '' : '<p>That code didn’t work. Check the code and try again.</p>\n';
  return toPage(
    'Enter the code',
    `${wrong}<form method="get"><input name="user_code" value="${escapeHtml(userCode)}" aria-label="Code"><button>Next</button></form>`,
  );
}

export function toMessagePage(title: string, message: string, status = 200): ServiceResponse {
  return toPage(title, `<p>${escapeHtml(message)}</p>`, status);
}
