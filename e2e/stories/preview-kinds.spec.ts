import { zipSync } from 'fflate';
import { expectAccessible } from '../pages/axe.ts';
import { createPreviewPane } from '../pages/preview-pane.ts';
import { recordRequests } from '../pages/record-requests.ts';
import { expect, test } from './story.ts';

const hostile =
  '<script>parent.hacked = 1</script><img src="https://example.com/pixel.png" onerror="parent.hacked = 1">';

function toSilence(): Buffer {
  const bytes = Buffer.alloc(44 + 11_025, 128);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + 11_025, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(11_025, 24);
  bytes.writeUInt32LE(11_025, 28);
  bytes.writeUInt16LE(1, 32);
  bytes.writeUInt16LE(8, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(11_025, 40);
  return bytes;
}

test('previews each kind of file without running or fetching any of its content, also at full size, with arrows to the next', async ({
  page,
  files,
  sample,
}) => {
  const pane = createPreviewPane(page);
  const requests = recordRequests(page);
  const { drive } = sample;
  drive.addFile(
    'Look/a archive.zip',
    zipSync({ 'notes/<b>one</b>.txt': new Uint8Array(12), 'two.bin': new Uint8Array(5) }),
  );
  drive.addFile('Look/b broken.mp4', 'this is no film');
  drive.addFile(
    'Look/d drawing.svg',
    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="parent.hacked=1">${hostile}</svg>`,
  );
  drive.addFile(
    'Look/e notes.md',
    `# Plan\n\n${hostile}\n\n- one\n- two\n\n![x](https://example.com/pixel.png)`,
  );
  drive.addFile('Look/f page.html', hostile);
  drive.addFile('Look/g tune.wav', toSilence());
  await files.open('myfiles/Look');
  await files.select('a archive.zip');
  await page.keyboard.press('Space');
  await expect(pane.root.getByRole('group', { name: 'Contents of a archive.zip' })).toContainText(
    '<b>one</b>.txt',
  );
  await expect(pane.root).toContainText('2 files');
  await expectAccessible(page, 'the preview of an archive');

  await test.step('reports a video in an unsupported format', async () => {
    await page.keyboard.press('ArrowDown');
    await expect(pane.root).toContainText('This can’t be played here');
  });
  await test.step('renders Markdown and shows HTML in it as text', async () => {
    await files.select('e notes.md');
    const body = pane.inText('e notes.md').locator('body');
    await expect(body.getByRole('heading', { name: 'Plan' })).toBeVisible();
    await expect(body).toContainText('<script>');
  });
  await test.step('after a click into the text, the keyboard leads back', async () => {
    const hint = page.getByText('Press Tab to leave the text');
    await expect(hint).toBeHidden();
    await pane.inText('e notes.md').locator('body').click();
    await expect(hint).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(hint).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(files.grid).toBeFocused();
    await page.keyboard.press('Shift+Space');
    const dialog = page.getByRole('dialog');
    await dialog.frameLocator('iframe').locator('body').click();
    await expect(dialog.getByText('Press Tab to leave the text')).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(files.grid).toBeFocused();
    await page.keyboard.press('Space');
    await expect(pane.inText('e notes.md').locator('body')).toBeVisible();
  });
  await test.step('opens a text at full size and closes it, with keys alone', async () => {
    await page.keyboard.press('Shift+Space');
    const dialog = page.getByRole('dialog');
    await expect(dialog.locator('iframe')).toBeVisible();
    await expect(dialog.getByRole('heading', { name: 'e notes.md' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(files.grid).toBeFocused();
  });
  await test.step('plays audio and seeks in it', async () => {
    await files.select('g tune.wav');
    const player = pane.root.locator('audio');
    await expect
      .poll(() => player.evaluate((audio: HTMLAudioElement) => audio.duration))
      .toBeGreaterThan(0.9);
    await player.evaluate((audio: HTMLAudioElement) => {
      audio.currentTime = 0.5;
    });
    await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBe(0.5);
  });

  await test.step('shows full size and goes from one file to the next', async () => {
    await page.keyboard.press('Shift+Space');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('g tune.wav');
    await dialog.getByRole('button', { name: 'Previous' }).click();
    await expect(dialog.locator('iframe')).toBeVisible();
    await expect(dialog).toContainText('f page.html');
    await page.keyboard.press('ArrowLeft');
    await expect(dialog).toContainText('e notes.md');
    await expectAccessible(page, 'the preview in full size');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await files.expectSelected(['e notes.md']);
  });

  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(requests.stop().filter((url) => url.includes('example.com'))).toEqual([]);
});
