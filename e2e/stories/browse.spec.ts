import { test } from '../fixtures.ts';
import { createAppPage } from '../pages/app-page.ts';

test('a double click opens a folder', async ({ page }) => {
  const app = createAppPage(page);
  await app.openSampleDrive();
  await app.openFolder('Finance/Invoices');
  await app.address.expectCrumbs(['My files', 'Finance', 'Invoices']);
  await app.files.expectNames(['2024', '2025', '2026', 'Numbering.md', 'Open items.xlsx']);
});
