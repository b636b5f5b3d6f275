// oxlint-disable eslint/no-eval -- what is proved here is that the frame can't
import { expectAccessible } from '../pages/axe.ts';
import { makePdf } from '../pages/make-pdf.ts';
import { createPreviewPane } from '../pages/preview-pane.ts';
import { recordRequests } from '../pages/record-requests.ts';
import { expect, test } from './story.ts';

test('pages, zooms and reads out a PDF, and fetches only the parts it shows', async ({
  page,
  files,
  sample,
}) => {
  const pane = createPreviewPane(page);
  const pages = Array.from({ length: 60 }, (_, at) => ({ text: `This is page ${at + 1}` }));
  sample.drive.addFile('Look/a long.pdf', makePdf(pages, { paddingBytes: 40_000_000 }));
  sample.drive.addFile('Look/b plan.docx', 'not opened here');
  sample.drive.addFile('Look/c 90ms.pdf', toJapanese('90ms-RKSJ-H'));
  sample.drive.addFile('Look/d rare.pdf', toJapanese('Ext-RKSJ-H'));
  await files.open('myfiles/Look');
  await files.select('a long.pdf');
  await page.keyboard.press('Space');
  const shown = pane.inPages('a long.pdf');
  await expect(shown.getByRole('listitem')).toHaveCount(60);
  await expect(shown.getByText('This is page 1', { exact: true })).toHaveCount(1);
  await expect(shown.locator('canvas').first()).toBeVisible();
  await expect(pane.root.getByLabel('Page', { exact: true })).toHaveValue('1');
  await expectAccessible(page, 'the preview of a PDF');

  await test.step('with its page box and buttons', async () => {
    const field = pane.root.getByLabel('Page', { exact: true });
    await field.fill('40');
    await field.press('Enter');
    await expect(shown.getByText('This is page 40', { exact: true })).toHaveCount(1);
    await pane.root.getByRole('button', { name: 'Previous page' }).click();
    await expect(field).toHaveValue('39');
    await expect(shown.getByText('This is page 1', { exact: true })).toHaveCount(0);
    await pane.root.getByRole('button', { name: 'Zoom in' }).click();
    await expect(pane.root.getByRole('button', { name: '125%. Fit to width' })).toBeVisible();
    await expect(field).toHaveValue('39');
  });

  await test.step('with keys, in the frame and at full size', async () => {
    const field = pane.root.getByLabel('Page', { exact: true });
    await shown.locator('main').focus();
    await page.keyboard.press('PageDown');
    await expect(field).toHaveValue('40');
    await page.keyboard.press('Home');
    await expect(field).toHaveValue('1');
    await page.keyboard.press('0');
    await expect(pane.root.getByRole('button', { name: '100%. Fit to width' })).toBeVisible();
    // Its pages are at hand, so they are in the dialog from the start.
    await files.focus();
    await page.keyboard.press('Shift+Space');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('heading', { name: 'a long.pdf' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await shown.locator('main').focus();
    await page.keyboard.press('Escape');
    await expect(pane.root).toHaveCount(0);
    await files.select('a long.pdf');
    await page.keyboard.press('Shift+Space');
    await expect(dialog.getByLabel('Page', { exact: true })).toHaveValue('1');
    await page.keyboard.press('PageDown');
    await expect(dialog.getByLabel('Page', { exact: true })).toHaveValue('2');
    await expectAccessible(page, 'a PDF in full size');
    await page.keyboard.press('ArrowRight');
    const converted = dialog.frameLocator('iframe[title="Pages of b plan.docx"]');
    await expect(converted.getByText('Converted to PDF by the sample drive.')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });
  await test.step('with a known Japanese encoding, and with a rare one that is reported', async () => {
    await files.select('c 90ms.pdf');
    await page.keyboard.press('Space');
    await expect(pane.inPages('c 90ms.pdf').getByText('日本')).toHaveCount(1);
    await expect(pane.root).not.toContainText('Some characters');
    await files.select('d rare.pdf');
    await expect(pane.root).toContainText('Some characters of this PDF can’t be shown here.');
    await expectAccessible(page, 'a PDF that is shown in part');
  });
  // The file has 40 MB.
  expect(sample.counters.tally('GET download').bytesOut).toBeLessThan(4_000_000);
});

const toJapanese = (encoding: string): Buffer =>
  makePdf([{ text: '\u0093\u00fa\u0096{' }], {
    font: `<< /Type /Font /Subtype /Type0 /BaseFont /MS-Gothic /Encoding /${encoding} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MS-Gothic /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /DW 1000 >>] >>`,
  });

/** Everything with which a PDF could try to run, open or fetch something. */
const hostile = makePdf(
  [
    {
      text: 'Nothing happens',
      more: '/Annots [6 0 R 7 0 R 8 0 R] /AA << /O 9 0 R >>',
    },
  ],
  {
    catalog:
      '/OpenAction 9 0 R /AA << /WC 9 0 R >> /Names << /JavaScript << /Names [(a) 9 0 R] >> /EmbeddedFiles << /Names [(x.exe) 10 0 R] >> >>',
    objects: [
      '<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (https://example.com/link) >> >>',
      '<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /Launch /F (file:///etc/passwd) >> >>',
      '<< /Type /Annot /Subtype /Widget /FT /Btn /T (send) /Rect [0 0 595 842] /A << /S /SubmitForm /F (https://example.com/form) >> /AA << /Fo 9 0 R >> >>',
      '<< /S /JavaScript /JS (app.launchURL\\("https://example.com/script"\\); parent.hacked = 1; top.hacked = 1;) /Next << /S /GoToR /F (https://example.com/other.pdf) /D [0 /Fit] >> >>',
      '<< /Type /Filespec /F (https://example.com/x.exe) /FS /URL >>',
    ],
  },
);

const encrypted = makePdf([{ text: 'secret' }], {
  objects: [
    `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >>`,
  ],
  trailer: `/Encrypt 6 0 R /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]`,
});

test('a hostile PDF runs and fetches nothing, and an unreadable one says why', async ({
  page,
  files,
  sample,
}) => {
  const pane = createPreviewPane(page);
  const requests = recordRequests(page);
  sample.drive.addFile('Look/a hostile.pdf', hostile);
  sample.drive.addFile('Look/b huge.pdf', makePdf([{ text: 'Far away', width: 14_400_000, height: 40 }]));
  sample.drive.addFile('Look/c locked.pdf', encrypted);
  sample.drive.addFile('Look/d damaged.pdf', '<script>alert(1)</script>');
  await files.open('myfiles/Look');
  await files.select('a hostile.pdf');
  await page.keyboard.press('Space');
  const shown = pane.inPages('a hostile.pdf');
  await expect(shown.getByText('Nothing happens')).toHaveCount(1);
  await shown.getByText('Nothing happens').click({ force: true });
  await shown.locator('main').click({ position: { x: 60, y: 120 } });

  await test.step('its frame can reach neither our page nor anything else', async () => {
    const reached = await shown.locator('main').evaluate(async (main) => {
      const attempts: [string, () => unknown][] = [
        ['the page', () => (parent as unknown as { slipway: unknown }).slipway],
        ['its document', () => parent.document.title],
        ['eval', () => globalThis.eval('1')],
        ['a script', () => Object.assign(document.createElement('script'), { text: '1' }) && main.append('')],
        ['another place', () => fetch('https://example.com/out')],
        ['a window', () => open('https://example.com/window') ?? Promise.reject(new Error('none'))],
      ];
      const found: string[] = [];
      // Evaluation is allowed while Playwright evaluates this function.
      await new Promise((resolve) => setTimeout(resolve));
      for (const [name, attempt] of attempts) {
        try {
          await attempt();
          found.push(name);
        } catch {
          // Expected.
        }
      }
      return found;
    });
    expect(reached).toEqual([]);
  });
  await test.step('shows a page five kilometers long scaled down', async () => {
    await files.select('b huge.pdf');
    await expect(pane.inPages('b huge.pdf').locator('canvas')).toHaveCount(1);
  });
  await test.step('with a password, and damaged', async () => {
    await files.select('c locked.pdf');
    await expect(pane.root).toContainText('This PDF asks for a password.');
    await expectAccessible(page, 'a PDF that is not shown');
    await files.select('d damaged.pdf');
    await expect(pane.root).toContainText('This file is damaged or isn’t a PDF.');
  });
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  // The attempts above show up as requests before they are blocked; none of them leads anywhere else.
  const elsewhere = requests.stop().filter((url) => !/^http:\/\/\w+\.(app|content)\.localhost:1\//.test(url));
  expect(elsewhere.filter((url) => !url.startsWith('data:'))).toEqual([]);
});
