import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findRefusedSwitch, toDangerousVariables } from './environment.ts';

test.each([
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'node_tls_reject_unauthorized',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSLKEYLOGFILE',
  'ELECTRON_RENDERER_URL',
  'SLIPWAY_DETOUR',
])('B4 %s is removed', (name) => {
  expect(toDangerousVariables({ [name]: '0', HOME: '/home/me', HTTPS_PROXY: 'http://p' })).toEqual([name]);
});

test.each([
  ['--remote-debugging-port=9222', 'remote-debugging-port'],
  ['--remote-debugging-port', 'remote-debugging-port'],
  ['-remote-debugging-pipe', 'remote-debugging-pipe'],
  ['/remote-debugging-port=1', 'remote-debugging-port'],
  ['--Remote-Debugging-Port=1', 'remote-debugging-port'],
  ['--ignore-certificate-errors', 'ignore-certificate-errors'],
  ['--inspect=0', 'inspect'],
])('B4 an installed app refuses to start with %s', (argument, name) => {
  expect(findRefusedSwitch(['--hidden', argument])).toBe(name);
});

test.each([['--smoke'], ['onedrive://Finance'], ['--', '--inspect'], ['--force-device-scale-factor=2']])(
  'B4 an installed app starts with %s',
  (...argv) => expect(findRefusedSwitch(argv)).toBeNull(),
);

test('B4 the environment is checked before any other module is loaded', () => {
  const main = readFileSync(new URL('./main.ts', import.meta.url), 'utf8');
  expect(main.startsWith("import './harden.ts';")).toBe(true);
});
