import { readdir } from 'node:fs/promises';
import { expect, test } from './story.ts';

test('saves a diagnostics report to a chosen place, by keyboard shortcut and from Settings', async ({
  app,
  page,
  files,
  local,
}) => {
  await files.grid.waitFor();
  const folder = await local.makeFolder('reports');
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, folder);
  await page.keyboard.press('Control+Shift+i');
  const toast = (name: string) => page.getByText(`“${name}” is saved. Read it before you share it.`);
  await toast('slipway-diagnostics.zip').waitFor();

  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'Save diagnostics report…' }).click();
  await expect.poll(async () => (await readdir(folder)).length).toBe(2);
});
