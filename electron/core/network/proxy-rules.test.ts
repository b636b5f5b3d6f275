import { expect, test } from 'vitest';
import { isExcepted, toEnvironmentRoute } from './environment-proxy.ts';
import { parseProxyList, toProxyName } from './proxy-route.ts';

const names = (text: string) =>
  parseProxyList(text).map((route) =>
    route.kind === 'proxy' ? `${route.scheme} ${toProxyName(route)}` : route.kind,
  );

test.each([
  ['DIRECT', ['direct']],
  ['', ['direct']],
  ['PROXY a.example:8080', ['http a.example:8080']],
  ['PROXY a.example', ['http a.example:80']],
  [
    'HTTPS a.example:443; proxy b.example:3128 ;DIRECT',
    ['https a.example:443', 'http b.example:3128', 'direct'],
  ],
  ['SOCKS5 a.example', ['socks5 a.example:1080']],
  ['PROXY [::1]:8080', ['http [::1]:8080']],
  ['SOCKS a.example:1080', ['socks4 a.example:1080']],
  ['QUIC a.example:443', ['system']],
  ['PROXY', ['direct']],
])('C2 "%s" from a PAC file', (text, expected) => {
  expect(names(text)).toEqual(expected);
});

test.each([
  ['*', true],
  ['graph.example', true],
  ['example', true],
  ['.example', true],
  ['*.example', true],
  ['ample', false],
  ['graph.example:443', true],
  ['graph.example:8443', false],
  ['localhost, 10.0.0.0/8 graph.example', true],
  ['', false],
])('C2 NO_PROXY "%s"', (list, excepted) => {
  expect(isExcepted(list, 'https://graph.example/x')).toBe(excepted);
});

test.each([
  ['10.0.0.0/8', 'https://10.1.2.3/', true],
  ['10.0.0.0/8', 'https://11.1.2.3/', false],
  ['10.0.0.0/99', 'https://10.1.2.3/', false],
  ['fd00::/8', 'https://[fd00::1]/', true],
  ['[fd00::1]', 'https://[fd00::1]/', true],
])('C2 NO_PROXY "%s" for %s', (list, url, excepted) => {
  expect(isExcepted(list, url)).toBe(excepted);
});

test('C2 a proxy is read from the environment by scheme, lowercase first', () => {
  const environment = {
    HTTPS_PROXY: 'http://big:1',
    https_proxy: 'http://small:2',
    HTTP_PROXY: 'http://plain:3',
  };
  expect(toEnvironmentRoute(environment, 'https://a.example/')).toMatchObject({ host: 'small', port: 2 });
  expect(toEnvironmentRoute(environment, 'http://a.example/')).toMatchObject({ host: 'plain', port: 3 });
  expect(toEnvironmentRoute({ HTTPS_PROXY: 'nonsense://x' }, 'https://a.example/')).toEqual({
    kind: 'direct',
  });
});
