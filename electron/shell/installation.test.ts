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
  ['a checkout can’t update itself', { isInstalled: false, appImage: '/x.AppImage' }, 'notInstalled'],
  ['an unpacked archive can’t update itself', {}, 'notInstalled'],
  ['an AppImage can replace its file', { appImage: '/home/alex/Slipway.AppImage' }, null],
  [
    'a deb is updated by the package manager, not as root from an unsigned feed',
    { packageType: 'deb' },
    'packaged',
  ],
  ['so is an rpm', { packageType: 'rpm' }, 'packaged'],
  [
    'a signed program on Windows can update itself',
    { platform: 'win32', updateConfiguration: 'publisherName:\n  - Alex\n' },
    null,
  ],
  [
    'an unsigned program on Windows can’t',
    { platform: 'win32', updateConfiguration: 'url: x\n' },
    'unsigned',
  ],
  ['without a configuration on Windows it can’t', { platform: 'win32' }, 'unsigned'],
  ['macOS compares signatures itself', { platform: 'darwin' }, null],
])('%s', (_what, changes, verdict) => {
  expect(judgeInstallation({ ...installed, ...changes })).toBe(verdict);
});
