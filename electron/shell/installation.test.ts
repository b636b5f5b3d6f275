import { expect, test } from 'vitest';
import { judgeInstallation, type Installation } from './installation.ts';

const installed: Installation = {
  platform: 'linux',
  isInstalled: true,
  appImage: null,
  packageType: null,
  updateConfiguration: null,
};

test.each<[string, Partial<Installation>, 'notInstalled' | 'packaged' | 'unsigned' | null]>([
  ['a checkout replaces nothing', { isInstalled: false, appImage: '/x.AppImage' }, 'notInstalled'],
  ['an unpacked archive replaces nothing', {}, 'notInstalled'],
  ['an AppImage replaces its file', { appImage: '/home/alex/Slipway.AppImage' }, null],
  [
    'a deb is renewed as it came, not as root from a feed without a signature',
    { packageType: 'deb' },
    'packaged',
  ],
  ['nor is an rpm', { packageType: 'rpm' }, 'packaged'],
  [
    'a signed program on Windows',
    { platform: 'win32', updateConfiguration: 'publisherName:\n  - Alex\n' },
    null,
  ],
  ['an unsigned program on Windows', { platform: 'win32', updateConfiguration: 'url: x\n' }, 'unsigned'],
  ['no configuration on Windows', { platform: 'win32' }, 'unsigned'],
  ['macOS compares signatures itself', { platform: 'darwin' }, null],
])('%s', (_what, changes, verdict) => {
  expect(judgeInstallation({ ...installed, ...changes })).toBe(verdict);
});
