import { expectAccessible } from '../pages/axe.ts';
import { expect, test } from './story.ts';

test('what was deleted here stands in the recycle bin, and is restored from it', async ({
  ui,
  page,
  sample,
}) => {
  const { files } = ui;
  await ui.openFolder('Finance');
  await files.row('Read me first.txt').click();
  await files.row('Exchange rates.csv').click({ modifiers: ['Control'] });
  await page.keyboard.press('Delete');
  await expect(files.row('Read me first.txt')).toHaveCount(0);
  await page.keyboard.press('Control+Shift+B');
  const line = page.getByRole('row', { name: /^Read me first\.txt/ });
  await expect(line).toContainText('myfiles/Finance');
  await expectAccessible(page, 'the recycle bin');
  await line.getByRole('button', { name: 'Restore Read me first.txt' }).click();
  await expect(line).toHaveCount(0);
  expect(sample.drive.find('Finance/Read me first.txt')).not.toBeNull();
  await page.getByRole('button', { name: 'Restore Exchange rates.csv' }).click();
  await expect(page.getByText('Nothing deleted here')).toBeVisible();
});
