import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectCommands } from '../../electron/core/socket/connect-commands.ts';
import { toSocketPlace } from '../../electron/core/socket/socket-place.ts';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/axe.ts';
import { createSettingsPage } from '../pages/settings-page.ts';

test.use({ isolation: 'ownChromium' });

test('another profile is made and opened in a process of its own, once; each window says which it is', async ({
  page,
  profile,
  launch,
}) => {
  test.skip(process.platform !== 'linux', 'processes are found in /proc');
  const settings = createSettingsPage(page);
  await page.getByRole('button', { name: 'Try the sample drive' }).click();
  await settings.open();
  const section = settings.section('Profiles');
  const line = (name: string) => section.getByRole('listitem').filter({ hasText: name });
  await expect(line('Default')).toContainText('This window');
  await section.getByRole('textbox', { name: 'New profile' }).fill('a/b');
  await section.getByRole('button', { name: 'Create and open' }).click();
  await expect(section).toContainText('Use letters, digits');
  await expectAccessible(page, 'profiles, with a name that can’t be');
  await section.getByRole('textbox', { name: 'New profile' }).fill('work');
  await section.getByRole('button', { name: 'Create and open' }).click();
  await expect(section).toContainText('“work” is open in its own window.');
  const folder = join(profile, 'profiles', 'work');
  await expect.poll(() => isOwned(folder)).toBe(true);
  const [owner = 0] = findProcesses(profile, 'work');
  try {
    await section.getByRole('button', { name: 'Open “work”' }).click();
    await expect(line('work')).toContainText('Running');
    await expect.poll(() => findProcesses(profile, 'work')).toEqual([owner]);
    expect(await isOwned(profile)).toBe(true);
  } finally {
    process.kill(owner, 'SIGTERM');
  }
  await expect.poll(() => findProcesses(profile, 'work')).toEqual([]);

  const other = await (await launch(['--profile=work'])).firstWindow();
  await expect(other).toHaveTitle(/\(work\)$/);
  await other.getByRole('button', { name: 'Try the sample drive' }).click();
  await createSettingsPage(other).open();
  const there = createSettingsPage(other).section('Profiles');
  await expect(there.getByRole('listitem').filter({ hasText: 'work' })).toContainText('This window');
  await expect(there.getByRole('listitem').filter({ hasText: 'Default' })).toContainText('Running');
});

async function isOwned(folder: string): Promise<boolean> {
  try {
    (await connectCommands(toSocketPlace(folder))).close();
    return true;
  } catch {
    return false;
  }
}

function findProcesses(base: string, name: string): number[] {
  return readdirSync('/proc')
    .filter((each) => /^\d+$/.test(each))
    .filter((each) => {
      const args = readArguments(each);
      return args.includes(`--user-data-dir=${base}`) && args.includes(`--profile=${name}`);
    })
    .map(Number);
}

function readArguments(processId: string): string[] {
  try {
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
