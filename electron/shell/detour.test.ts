import { describe, expect, it } from 'vitest';
import { parseDetour, toDetoured } from './detour.ts';

const both = 'http://127.0.0.1:4711 http://127.0.0.1:4712';

describe('the detour', () => {
  it('accepts two loopback origins', () => {
    expect(parseDetour(both, false)).toEqual({
      signIn: 'http://127.0.0.1:4711',
      graph: 'http://127.0.0.1:4712',
    });
  });

  it('is never accepted by a packaged app', () => {
    expect(parseDetour(both, true)).toBeNull();
  });

  it.each([
    undefined,
    '',
    'http://127.0.0.1:4711',
    'http://127.0.0.1:1 http://192.168.1.2:2',
    'http://127.0.0.1:1 https://graph.microsoft.com',
    'http://127.0.0.1:1 http://127.0.0.1.evil.example:2',
    'http://127.0.0.1:1 http://127.0.0.1:2 http://127.0.0.1:3',
    'http://127.0.0.1:1/path http://127.0.0.1:2',
  ])('rejects %s', (text) => {
    expect(parseDetour(text, false)).toBeNull();
  });

  it('redirects sign-in and Graph of every cloud, and nothing else', () => {
    const detour = { signIn: 'http://127.0.0.1:1', graph: 'http://127.0.0.1:2' };
    expect(toDetoured('https://login.microsoftonline.us/a?b=c', detour)).toBe('http://127.0.0.1:1/a?b=c');
    expect(toDetoured('https://dod-graph.microsoft.us/v1.0/me', detour)).toBe('http://127.0.0.1:2/v1.0/me');
    expect(toDetoured('https://login.microsoftonline.com.evil.example/', detour)).toBeNull();
    expect(toDetoured('http://graph.microsoft.com/', detour)).toBeNull();
  });
});
