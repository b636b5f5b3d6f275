import type { Page } from '@playwright/test';
import { expectAccessible } from '../pages/axe.ts';
import { createPreviewPane, type PreviewPane } from '../pages/preview-pane.ts';
import { expect, test as base } from './story.ts';

const test = base.extend<{ pane: PreviewPane }>({
  pane: async ({ page }, use) => use(createPreviewPane(page)),
});

const widthOf = (page: Page, alt: string): Promise<number> =>
  page.getByRole('img', { name: alt }).evaluate((image) => (image as HTMLImageElement).naturalWidth);

test('Space opens the pane with the picture and its details; Space closes it again', async ({
  page,
  files,
  pane,
}) => {
  await files.open('myfiles/Pictures/Lake house');
  await files.select('Jetty.png');
  await page.keyboard.press('Space');
  await expect(pane.picture('Jetty.png')).toBeVisible();
  expect(await widthOf(page, 'Picture: Jetty.png')).toBeGreaterThan(300);
  await expect(pane.fact('Type')).toHaveText('Picture (PNG)');
  await expect(pane.fact('Location')).toContainText('myfiles/Pictures/Lake house');
  await page.keyboard.press('ArrowDown');
  await expect(pane.picture('Neighbours across.png')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(pane.root).toBeHidden();
});

test('shows a text file as it is, and only the beginning of a long one', async ({
  page,
  files,
  pane,
  sample,
}) => {
  sample.drive.addFile('Inbox/long.log', `first line\n${'more\n'.repeat(400_000)}`);
  await files.open('myfiles/Inbox');
  await files.select('long.log');
  await page.keyboard.press('Space');
  await expect(pane.inText('long.log').locator('body')).toContainText('first line');
  await expect(pane.root).toContainText('Only the beginning is shown.');
  expect(sample.counters.tally('GET download').bytesOut).toBeLessThan(1_500_000);
});

test('a file without a preview shows its kind and can still be opened and downloaded', async ({
  page,
  files,
  pane,
  sample,
}) => {
  await files.open('myfiles/Documents');
  await files.select('Curriculum vitae.docx');
  await page.keyboard.press('Space');
  await expect(pane.fact('Type')).toHaveText('Document (DOCX)');
  await expect(pane.root.getByRole('button', { name: 'Open', exact: true })).toBeVisible();
  await expect(pane.root.getByRole('button', { name: 'Download' })).toBeVisible();
  await expect(pane.root.getByRole('img', { name: /^Picture/ })).toHaveCount(0);
  expect(sample.counters.count('GET download')).toBe(0);
});

test('an empty file of any kind is said to be empty, without fetching anything', async ({
  page,
  files,
  pane,
  sample,
}) => {
  const names = ['a.docx', 'b.jpg', 'c.md', 'd.mp3', 'e.pdf', 'f.zip', 'g'];
  for (const name of names) sample.drive.addFile(`Empty/${name}`, '');
  await files.open('myfiles/Empty');
  await files.select('a.docx');
  await page.keyboard.press('Space');
  for (const name of names) {
    await expect(pane.root.getByRole('heading', { name })).toBeVisible();
    await expect(pane.root).toContainText('This file is empty.');
    await page.keyboard.press('ArrowDown');
  }
  expect(sample.counters.count(/GET (?:content|download)/)).toBe(0);
});

test('the pane shows all details of a file, its path can be copied, and its width is kept', async ({
  page,
  files,
  pane,
  sample,
}) => {
  sample.drive.addFile('Inbox/plan.txt', 'hello');
  sample.drive.setTimes('Inbox/plan.txt', { created: '2019-05-04T10:00:00Z' });
  await files.open('myfiles/Inbox');
  await files.select('plan.txt');
  await page.keyboard.press('Space');
  await expect(pane.fact('Created')).toContainText('2019');
  await expect(pane.fact('Created by')).toHaveText('Alex Sample');
  await pane.root.getByText('Hashes').click();
  await expect(pane.fact('QuickXorHash')).toHaveText('aCgDG9jwBgAAAAAABQAAAAAAAAA=');
  await expectAccessible(page, 'details of a file');
  await pane.root.getByRole('button', { name: 'Copy the location' }).click();
  await expect(page.getByText('Path copied')).toBeVisible();

  const edge = pane.root.getByRole('separator', { name: 'Width of the pane' });
  const width = async () => Number(await edge.getAttribute('aria-valuenow'));
  const before = await width();
  await edge.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(width).toBe(before + 24);
  await files.focus();
  await page.keyboard.press('Space');
  await expect(pane.root).toBeHidden();
  await page.keyboard.press('Space');
  await expect.poll(width).toBe(before + 24);
});

test('reports an item that is no longer shared', async ({ page, files, pane }) => {
  await files.around.goTo('Shared');
  await files.expectFolder('Shared');
  await files.select('Team offsite agenda.docx');
  await page.keyboard.press('Space');
  await files.select('Quarterly figures.xlsx');
  await files.row('Quarterly figures.xlsx').dblclick();
  await expect(files.row('Quarterly figures.xlsx')).toContainText('No longer shared with you');
  await expect(pane.root).toContainText('no longer shared with you');
  await expect(pane.root.getByRole('button', { name: 'Download' })).toHaveCount(0);
});

test('a failed preview says why, and Try again shows it', async ({ page, files, pane, sample }) => {
  await files.open('myfiles/Documents');
  await files.select('Packing list.md');
  sample.faults.add({
    route: 'GET download',
    status: 403,
    code: 'accessDenied',
    headers: { 'request-id': 'look-1' },
  });
  await page.keyboard.press('Space');
  await expect(pane.root.getByRole('alert')).toBeVisible();
  await pane.root.getByRole('button', { name: 'Try again' }).click();
  await expect(pane.inText('Packing list.md').locator('body')).toContainText('Packing list');
});

test.describe('in a small window', () => {
  test.use({ windowSize: { width: 700, height: 560 } });

  test('the reason for a failed preview is readable from its beginning', async ({
    page,
    files,
    pane,
    sample,
  }) => {
    await files.open('myfiles/Documents');
    await files.select('Packing list.md');
    sample.faults.add({ route: /./, times: Infinity, body: '<html>Sign in</html>' });
    await page.keyboard.press('Space');
    const message = pane.root.getByRole('alert');
    await expect(message.getByText('The network answered instead of OneDrive')).toBeInViewport({ ratio: 1 });
  });
});

test('rows of pictures show small thumbnails', async ({ page, files, sample }) => {
  await files.open('myfiles/Pictures/Norway 2025');
  const small = files.row('Morning mist.png').locator('img');
  await expect(small).toHaveAttribute('src', /content/);
  await expect
    .poll(() => small.evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
  await expect.poll(() => page.locator('[role="grid"] img').count()).toBe(12);
  expect(sample.counters.count('GET download'), 'no full picture was downloaded for it').toBe(0);
});

const hostile = `<script>
  document.title = 'taken over';
  try { parent.slipway.call('storage.forgetEverything', { includeDocuments: true }); } catch {}
  try { top.document.body.textContent = 'taken over'; } catch {}
  try { fetch('http://127.0.0.1:9/stolen'); } catch {}
</script>`;

test('a script in an HTML file from the drive is only shown as text', async ({
  page,
  files,
  pane,
  sample,
}) => {
  sample.drive.addFile('Inbox/evil.html', `<!doctype html><h1>hello</h1>${hostile}`);
  await files.open('myfiles/Inbox');
  await files.select('evil.html');
  await page.keyboard.press('Space');
  await expect(pane.inText('evil.html').locator('body')).toContainText('<h1>hello</h1>');
  await expect(pane.inText('evil.html').locator('h1')).toHaveCount(0);
  await expect(pane.text('evil.html')).toHaveAttribute('sandbox', '');
  const inside = page.frames().find((frame) => frame !== page.mainFrame() && frame.url().includes('content'));
  expect(await inside?.evaluate(() => ({ bridge: 'slipway' in window, origin: window.origin }))).toEqual({
    bridge: false,
    origin: 'null',
  });
  await expect(page).toHaveTitle(/^Inbox - /);
});

test('a script in an SVG from the drive never runs: the SVG is shown as a picture', async ({
  page,
  files,
  pane,
  sample,
}) => {
  const script = hostile
    .replace('<script>', '<script type="text/javascript"><![CDATA[')
    .replace('</script>', ']]></script>');
  sample.drive.addFile(
    'Inbox/evil.svg',
    `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80" onload="document.title='taken over'">${script}
      <image href="${sample.graphUrl}/beacon" width="10" height="10"/><rect width="120" height="80" fill="teal"/></svg>`,
  );
  await files.open('myfiles/Inbox');
  await files.select('evil.svg');
  await page.keyboard.press('Space');
  await expect(pane.picture('evil.svg')).toBeVisible();
  expect(await widthOf(page, 'Picture: evil.svg')).toBe(120);
  await expect(page).toHaveTitle(/^Inbox - /);
  await expect(files.row('evil.svg')).toBeVisible();
  expect(sample.counters.count(/beacon/)).toBe(0);
});

test('shows text light on dark in a dark window', async ({ page, files, pane, sample }) => {
  sample.drive.addFile('Inbox/note.txt', 'a few words');
  await page.evaluate(() => window.slipway.call('settings.change', { theme: 'dark' }));
  await files.open('myfiles/Inbox');
  await files.select('note.txt');
  await page.keyboard.press('Space');
  const text = pane.inText('note.txt').locator('pre');
  await expect(text).toHaveText('a few words');
  await expect(text).toHaveCSS('color', 'rgb(255, 255, 255)');
});
