import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from '../pages/axe.ts';
import { expect, test } from './story.ts';

test('the log opens by keyboard shortcut, is filtered by text and level, and can be copied', async ({
  page,
  files,
  profile,
}) => {
  await files.grid.waitFor();
  const line = '[2026-11-21T10:00:00.000Z] [warn] a share was refused';
  const folder = join(profile, 'logs');
  await mkdir(folder, { recursive: true });
  await appendFile(join(folder, 'slipway.log'), `${line}\n`);
  await page.keyboard.press('ControlOrMeta+i');
  const log = page.getByRole('region', { name: 'Log' });
  await expect(log.getByText('a share was refused')).toBeVisible();
  await expectAccessible(page, 'the log');
  await log.getByRole('searchbox').fill('nothing of this kind');
  await expect(log).toContainText('Nothing in the log matches.');
  await log.getByRole('searchbox').fill('');
  await log.getByRole('button', { name: 'Copy all' }).click();
  await expect(page.getByText(/entr(y|ies) copied/)).toBeVisible();
});
