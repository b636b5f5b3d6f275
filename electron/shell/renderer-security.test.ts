import { describe, expect, it } from 'vitest';
import {
  isAppUrl,
  isPermitted,
  judgeLink,
  judgeNavigation,
  mayCall,
  mayDownload,
  mayRequest,
  rendererCsp,
  toDevelopmentCsp,
} from './renderer-security.ts';
import { createContentUrls } from '../core/session/content-urls.ts';

describe('the app’s own URL', () => {
  it.each(['app://main/', 'app://main/index.html', 'app://main/assets/a.js?x#y'])('%s is ours', (url) => {
    expect(isAppUrl(url)).toBe(true);
  });

  it.each([
    'app://other/',
    'app://main.evil.example/',
    'app://main@evil.example/',
    'app://user@main/',
    'app://main:80/',
    'content://main/',
    'https://main/',
    'file:///main/index.html',
    'data:text/html,app://main/',
    'javascript:app://main/',
    'about:blank',
    'null',
    '',
  ])('%s is not', (url) => {
    expect(isAppUrl(url)).toBe(false);
  });
});

describe('navigation', () => {
  it('is allowed in the app, goes to the browser for our few linked hosts, and is blocked otherwise', () => {
    expect(judgeNavigation('app://main/')).toBe('stay');
    expect(judgeLink('https://entra.microsoft.com/')).toEqual({
      openOutside: 'https://entra.microsoft.com/',
    });
    expect(judgeNavigation('https://learn.microsoft.com/graph')).toEqual({
      openOutside: 'https://learn.microsoft.com/graph',
    });
    for (const url of [
      'https://evil.example/',
      'http://learn.microsoft.com/',
      'file:///etc/passwd',
      'javascript:1',
    ]) {
      expect(judgeNavigation(url), url).toBe('block');
    }
  });

  it('opens only https outside, and no host that merely looks like ours', () => {
    for (const url of [
      'https://learn.microsoft.com.evil.example/',
      'https://learn.microsoft.com:8443/',
      'https://evil.example/?https://learn.microsoft.com',
      'ms-word:ofe|u|https://learn.microsoft.com',
      'smb://learn.microsoft.com/share',
      'app://main/',
      'no url at all',
    ]) {
      expect(judgeLink(url), url).toBe('block');
    }
  });
});

describe('requests of a page', () => {
  it('reach our schemes and nothing on the network', () => {
    for (const url of [
      'app://main/a.js',
      'content://abc/',
      'data:image/png;base64,AA',
      'blob:app://main/1',
    ]) {
      expect(mayRequest(url, null), url).toBe(true);
    }
    for (const url of [
      'https://evil.example/',
      'http://127.0.0.1:1/',
      'ws://127.0.0.1:5173/',
      'file:///etc/passwd',
      '?',
    ]) {
      expect(mayRequest(url, null), url).toBe(false);
    }
  });

  it('reach the development server’s socket only while there is one', () => {
    expect(mayRequest('ws://127.0.0.1:5173/?token=x', 'http://127.0.0.1:5173')).toBe(true);
    expect(mayRequest('ws://127.0.0.1:9/', 'http://127.0.0.1:5173')).toBe(false);
    expect(mayRequest('http://127.0.0.1:5173/', 'http://127.0.0.1:5173')).toBe(false);
  });
});

describe('permissions', () => {
  it('are denied, except for copying text from the app itself', () => {
    expect(isPermitted('clipboard-sanitized-write', 'app://main/', false)).toBe(true);
    expect(isPermitted('clipboard-sanitized-write', 'content://abc/', false)).toBe(false);
    for (const name of [
      'clipboard-read',
      'geolocation',
      'media',
      'notifications',
      'openExternal',
      'constructor',
    ]) {
      expect(isPermitted(name, 'app://main/', true), name).toBe(false);
    }
  });

  it('include the local network only in development', () => {
    expect(isPermitted('local-network-access', 'app://main/', true)).toBe(true);
    expect(isPermitted('local-network-access', 'app://main/', false)).toBe(false);
    expect(isPermitted('local-network-access', 'content://abc/', true)).toBe(false);
  });
});

describe('the sender of a call', () => {
  const top = { url: 'app://main/', parent: null };

  it('is trusted if it is the top frame showing the app', () => {
    expect(mayCall(top)).toBe(true);
  });

  it('is refused if it is gone, in another frame, or showing anything else', () => {
    expect(mayCall(null)).toBe(false);
    expect(mayCall({ ...top, parent: top })).toBe(false);
    for (const url of ['content://abc/', 'about:blank', 'https://evil.example/', 'app://evil/', '']) {
      expect(mayCall({ url, parent: null }), url).toBe(false);
    }
  });
});

describe('the page’s policy', () => {
  const directives = new Map(rendererCsp.split('; ').map((line) => [line.split(' ')[0], line]));

  it('allows nothing unlisted: no inline script, no eval, no network', () => {
    expect(directives.get('default-src')).toBe("default-src 'none'");
    expect(directives.get('script-src')).toBe("script-src 'self'");
    expect(directives.get('connect-src')).toBe("connect-src 'none'");
    expect(rendererCsp).not.toContain('unsafe');
    expect(rendererCsp).not.toMatch(/\*|https?:/);
  });

  it('allows drive content only as images, audio, video, and frames', () => {
    const withContent = [...directives].filter(([, line]) => line.includes('content:')).map(([name]) => name);
    expect(withContent).toEqual(['img-src', 'media-src', 'frame-src']);
  });

  it('is looser for Vite in development, but never allows another host', () => {
    expect(toDevelopmentCsp('http://127.0.0.1:5173')).toContain("connect-src 'self' ws://127.0.0.1:5173;");
    expect(toDevelopmentCsp('http://127.0.0.1:5173')).not.toMatch(/\*|https:/);
  });
});

const noContent = () => Promise.resolve(null);

it('the browser saves only files dragged to other programs', () => {
  const urls = createContentUrls();
  expect(mayDownload(urls.createUrl(noContent, { mayBeSaved: true }))).toBe(true);
  for (const url of [urls.createUrl(noContent), 'app://main/', 'https://save/', 'content:save'])
    expect(mayDownload(url)).toBe(false);
});
