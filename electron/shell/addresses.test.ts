import { expect, test } from 'vitest';
import { findAddress } from './addresses.ts';

test.each([
  [['/opt/Slipway/slipway', '--ozone', 'onedrive://Finance/Invoices'], 'onedrive://Finance/Invoices'],
  [['onedrive://Finance/My%20files/'], 'onedrive://Finance/My files'],
  [['ONEDRIVE:Finance'], 'onedrive://Finance'],
  [['onedrive://'], 'onedrive://'],
  [['onedrive://100%/a'], 'onedrive://100%/a'],
  [['/opt/Slipway/slipway', '--smoke'], null],
  [['https://example.org/onedrive://x'], null],
  [[`onedrive://${'x'.repeat(3000)}`], null],
])('%j contains the address %j', (argv, address) => {
  expect(findAddress(argv)).toBe(address);
});
