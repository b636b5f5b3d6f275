import { describe, expect, it } from 'vitest';
import { redactFacts, redactText, redacted } from './redact.ts';

const secret = 'Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA';

describe('the redactor', () => {
  it.each([
    `Authorization: Bearer ${secret}`,
    `bearer ${secret}`,
    `access_token=${secret}&x=1`,
    `{"refresh_token":"${secret}"}`,
    `client_secret: ${secret}`,
    `https://login.microsoftonline.com/common/oauth2/v2.0/token?code=${secret}`,
    `http://localhost/?code=${secret}`,
    `PUT https://api.onedrive.com/rup/${secret}/x`,
    `https://contoso.sharepoint.com/_layouts/15/download.aspx?UniqueId=1&tempauth=${secret}`,
    `http://127.0.0.1:4711/download/${secret}.abc`,
    `http://127.0.0.1:4711/v1.0#${secret}`,
    `https://user:${secret}@example.org/`,
    `content://${secret.toLowerCase()}/`,
    `eyJhbGciOiJ.${secret}.sig`,
  ])('leaves no secret in text %#', (text) => {
    expect(redactText(text).toLowerCase()).not.toContain(secret.toLowerCase());
  });

  it('keeps useful text: hosts, Graph paths, words, stack traces', () => {
    expect(redactText('GET https://graph.microsoft.com/v1.0/me/drive?$select=id failed')).toBe(
      'GET https://graph.microsoft.com/v1.0/me/drive failed',
    );
    expect(redactText('at file:///app/out/main/main.js:1:2')).toContain('/app/out/main/main.js:1:2');
    expect(redactText('429 after 3 tries, request-id 0f-1a')).toBe('429 after 3 tries, request-id 0f-1a');
  });

  it('removes facts by name at any depth, and checks every string', () => {
    const facts = redactFacts({
      status: 429,
      accessToken: secret,
      list: [{ uploadUrl: 'x', 'set-cookie': 'a=b', note: `Bearer ${secret}` }],
      error: new Error(`token=${secret}`),
      bytes: new Uint8Array(3),
      tokenCount: 2,
    });
    expect(JSON.stringify(facts)).not.toContain(secret);
    expect(facts).toMatchObject({
      status: 429,
      accessToken: redacted,
      list: [{ uploadUrl: redacted, 'set-cookie': redacted }],
      bytes: '3 bytes',
      tokenCount: 2,
    });
  });

  it('handles circular facts', () => {
    const facts: Record<string, unknown> = {};
    facts.self = facts;
    expect(JSON.stringify(redactFacts(facts))).toContain(redacted);
  });
});
