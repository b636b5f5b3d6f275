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
  const faces = ['Regular', 'Bold'].map(async (face) => {
    const font = await readFile(join(fontFolder, `LiberationSans-${face}.ttf`));
    const weight = face === 'Bold' ? '700' : '400';
    return [
      { family: 'Pictured', weight, base64: font.toString('base64') },
      { family: 'Others', weight, base64: toOneLetter(font).toString('base64') },
    ];
  });
  const fonts = (await Promise.all(faces)).flat();
  await page.evaluate(
    async ([files, families]) => {
      for (const { family, weight, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        document.fonts.add(await new FontFace(family, bytes, { weight }).load());
      }
      const sheet = new CSSStyleSheet();
      // Letters are as wide on every machine, and the age of a list depends on the machine’s speed.
      sheet.replaceSync(`
        * { font-family: ${families} !important; text-rendering: geometricPrecision !important }
        [data-pictured] [data-age] { display: none !important }
      `);
      document.adoptedStyleSheets.push(sheet);
      // The path measures its text on a canvas.
      const canvas = CanvasRenderingContext2D.prototype;
      const { set: setFont } = Object.getOwnPropertyDescriptor(canvas, 'font') as {
        set: (this: CanvasRenderingContext2D, font: string) => void;
      };
      Object.defineProperty(canvas, 'font', {
        set(this: CanvasRenderingContext2D, font: string) {
          setFont.call(this, font.replace(/(?<=px ).*/, families));
        },
      });
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
    [fonts, 'Pictured, Others'] as const,
  );
}

/** Draws the characters that the font doesn't have, such as Japanese ones, as the letter W on every machine. */
function toOneLetter(font: Buffer): Buffer {
  const glyphOfW = 58;
  // A table for Unicode, in the format (13) that gives all characters of a range the same glyph.
  const head = Uint16Array.of(0, 1, 3, 10, 0, 12, 13, 0);
  const rest = Uint32Array.of(28, 0, 1, 0x20_00, 0x10_ff_ff, glyphOfW);
  const table = Buffer.concat([Buffer.from(head.buffer).swap16(), Buffer.from(rest.buffer).swap32()]);
  const start = Math.ceil(font.length / 4) * 4;
  const whole = Buffer.concat([font, Buffer.alloc(start - font.length), table]);
  const entry = whole.indexOf('cmap');
  whole.writeUInt32BE(start, entry + 8);
  whole.writeUInt32BE(table.length, entry + 12);
  return whole;
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
    await page.evaluate(() => document.documentElement.toggleAttribute('data-pictured', true));
    const shot = await page.screenshot({ scale: 'css', animations: 'disabled', caret: 'hide' });
    await page.evaluate(() => document.documentElement.removeAttribute('data-pictured'));
    const reduced = await reduce(page, shot);
    for (const tolerance of tolerances) expect(reduced).toMatchSnapshot(file, tolerance);
  }).toPass({ timeout: 30_000 });
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
