import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test as base } from '../fixtures.ts';
import { createTransfersPanel, type TransfersPanel } from '../pages/transfers-panel.ts';

export { expect } from '../fixtures.ts';

/** Files on this computer, outside of the profile. Gone after the test. */
export interface LocalFiles {
  readonly folder: string;
  /** Makes a file, and the folders on the way to it. Its path. A number: so many bytes. */
  write(name: string, content: string | Uint8Array | number): Promise<string>;
  makeFolder(name: string): Promise<string>;
}

/** The window with the sample drive open. */
export interface Browsing {
  /** Opens a folder by its path, and waits until it is listed. */
  open(path: string): Promise<void>;
  row(name: string): Locator;
  readonly grid: Locator;
  /** Selects one row. */
  select(name: string): Promise<void>;
  /** Chooses files through the command bar and the file dialog. */
  choose(command: 'Upload files…' | 'Upload folder…' | 'Save file…', paths: string | string[]): Promise<void>;
}

interface StoryFixtures {
  local: LocalFiles;
  files: Browsing;
  tray: TransfersPanel;
}

export const test = base.extend<StoryFixtures>({
  local: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-local-'));
    await use({
      folder,
      async write(name, content) {
        const path = join(folder, name);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, typeof content === 'number' ? toBytes(content) : content);
        return path;
      },
      async makeFolder(name) {
        const path = join(folder, name);
        await mkdir(path, { recursive: true });
        return path;
      },
    });
    await rm(folder, { recursive: true, force: true });
  },

  files: async ({ page }, use) => {
    await page.getByRole('button', { name: 'Try the sample drive' }).click();
    await page.getByRole('grid', { name: 'Files: My files' }).waitFor();
    await use(createBrowsing(page));
  },

  tray: async ({ page }, use) => use(createTransfersPanel(page)),
});

/** Bytes that no two places of a file have alike, so that a piece in the wrong place is seen. */
export function toBytes(count: number): Buffer {
  const bytes = Buffer.alloc(count);
  for (let at = 0; at + 4 <= count; at += 4) bytes.writeUInt32LE((at * 2654435761) >>> 0, at);
  return bytes;
}

export function createBrowsing(page: Page): Browsing {
  const grid = page.getByRole('grid', { name: /^Files: / });
  const row = (name: string): Locator => grid.getByRole('row').filter({ has: page.getByTitle(name, { exact: true }) });
  return {
    grid,
    row,
    async open(path) {
      await grid.focus();
      await page.keyboard.press('Control+L');
      const box = page.getByRole('textbox', { name: 'Address' });
      await box.fill(path);
      await box.press('Enter');
      await page.getByRole('grid', { name: `Files: ${path.split('/').at(-1) ?? ''}`, exact: true }).and(page.locator('[aria-busy=false]')).waitFor();
    },
    async select(name) {
      await row(name).click();
      await expect(row(name)).toHaveAttribute('aria-selected', 'true');
    },
    async choose(command, paths) {
      const chooser = page.waitForEvent('filechooser');
      const bar = page.getByRole('toolbar', { name: 'Commands' });
      if (command === 'Save file…') await bar.getByRole('button', { name: 'Save file' }).click();
      else {
        await bar.getByRole('button', { name: 'Upload', exact: true }).click();
        await page.getByRole('menuitem', { name: command }).click();
      }
      await (await chooser).setFiles(paths);
    },
  };
}
