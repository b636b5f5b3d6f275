import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { host } from '../hosts.ts';
import { root } from '../run/root.ts';

const fontFolder = join(root, 'node_modules/pdfjs-dist/standard_fonts');
/** Text is drawn differently by each machine, but at a quarter of the size mostly the same. */
const reduction = 4;
/** The first finds a missing button or icon color, the second a missing background. */
const tolerances = [
  { threshold: 0.14, maxDiffPixels: 8 },
  { threshold: 0.06, maxDiffPixels: 250 },
];

/** Gives the page one font, and every date the same text. To be called again whenever the page is loaded. */
export async function makePictureReady(page: Page): Promise<void> {
  const [regular, bold] = await Promise.all(
    ['Regular', 'Bold'].map((face) => readFile(join(fontFolder, `LiberationSans-${face}.ttf`), 'base64')),
  );
  await page.evaluate(
    async (fonts) => {
      const faces = Object.entries(fonts).map(([weight, font]) => {
        const bytes = Uint8Array.from(atob(font), (letter) => letter.charCodeAt(0));
        return new FontFace('Pictured', bytes, { weight });
      });
      for (const face of faces) document.fonts.add(await face.load());
      const sheet = new CSSStyleSheet();
      // Letters are as wide on every machine, and the age of a list depends on the machine’s speed.
      sheet.replaceSync(`
        * { font-family: Pictured, sans-serif !important; text-rendering: geometricPrecision !important }
        [data-pictured] [data-age] { display: none !important }
      `);
      document.adoptedStyleSheets.push(sheet);
      const toText = (locale: string): string =>
        new Date(2026, 2, 14).toLocaleDateString(locale, { dateStyle: 'medium' });
      Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
        get(this: Intl.DateTimeFormat) {
          return () => toText(this.resolvedOptions().locale);
        },
      });
      Intl.RelativeTimeFormat.prototype.format = function format() {
        return toText(this.resolvedOptions().locale);
      };
    },
    { 400: regular ?? '', 700: bold ?? '' },
  );
}

/**
 * Compares the window with `stories/snapshots/pictures/NAME.png`, which `--update-snapshots` rewrites. Look at
 * the new picture before committing it.
 */
export async function expectPicture(page: Page, name: string): Promise<void> {
  // Other systems draw scroll bars and controls in their own way.
  if (host !== 'stand-in') return;
  const file = ['pictures', `${name}.png`];
  const info = test.info();
  const isUpdate = ['all', 'changed'].includes(info.config.updateSnapshots);
  if (!isUpdate) expect(existsSync(info.snapshotPath(...file)), `there is a picture of ${name}`).toBe(true);
  await page.mouse.move(0, 0);
  // What is still on its way appears a little later.
  await expect(async () => {
    await page.evaluate(coverChanging);
    const shot = await page.screenshot({ scale: 'css', animations: 'disabled', caret: 'hide' });
    await page.evaluate(() => dispatchEvent(new Event('pictured')));
    const reduced = await reduce(page, shot);
    for (const tolerance of tolerances) expect(reduced).toMatchSnapshot(file, tolerance);
  }).toPass({ timeout: 30_000 });
}

/**
 * Hides the age of lists and shows a square for each Chinese or Japanese letter, which the one font does not
 * have, until the page is told that it has been pictured. Runs in the page, so it can't use anything outside.
 */
function coverChanging(): void {
  const { documentElement } = document;
  documentElement.toggleAttribute('data-pictured', true);
  addEventListener('pictured', () => documentElement.removeAttribute('data-pictured'), { once: true });
  const wide = /[\u3000-\u9fff\uff00-\uffef]/g;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node as Text;
    const words = text.data;
    if (words.search(wide) === -1) continue;
    text.data = words.replace(wide, '■');
    addEventListener('pictured', () => void (text.data = words), { once: true });
  }
  for (const field of document.querySelectorAll<HTMLInputElement>('[placeholder]')) {
    const { placeholder } = field;
    field.placeholder = placeholder.replace(wide, '■');
    addEventListener('pictured', () => void (field.placeholder = placeholder), { once: true });
  }
}

async function reduce(page: Page, shot: Buffer): Promise<Buffer> {
  const reduced = await page.evaluate(
    async ([base64, by]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const whole = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(Math.round(whole.width / by), Math.round(whole.height / by));
      const context = canvas.getContext('2d')!;
      context.imageSmoothingQuality = 'medium';
      context.drawImage(whole, 0, 0, canvas.width, canvas.height);
      const png = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      return btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join(''));
    },
    [shot.toString('base64'), reduction] as const,
  );
  return Buffer.from(reduced, 'base64');
}
