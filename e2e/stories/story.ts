import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test as base } from '../fixtures.ts';
import { createAppPage, type AppPage } from '../pages/app-page.ts';
import type { FileList } from '../pages/file-list.ts';
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
export interface Browsing extends FileList {
  /** What stands around the list. */
  readonly around: AppPage;
  /** Opens a folder by its path, and waits until it is listed. */
  open(path: string): Promise<void>;
  /** Selects one row. */
  select(name: string): Promise<void>;
  /** Chooses files through the command bar and the file dialog. */
  choose(command: 'Upload files…' | 'Upload folder…' | 'Save file…', paths: string | string[]): Promise<void>;
}

interface StoryFixtures {
  /** The window, with My files of the sample drive on screen. */
  ui: AppPage;
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

  ui: async ({ page }, use) => {
    const ui = createAppPage(page);
    await ui.openSampleDrive();
    await use(ui);
  },

  files: async ({ ui }, use) => use(createBrowsing(ui)),

  tray: async ({ page }, use) => use(createTransfersPanel(page)),
});

/** Bytes that no two places of a file have alike, so that a piece in the wrong place is seen. */
export function toBytes(count: number): Buffer {
  const bytes = Buffer.alloc(count);
  for (let at = 0; at + 4 <= count; at += 4) bytes.writeUInt32LE((at * 2654435761) >>> 0, at);
  return bytes;
}

export function createBrowsing(around: AppPage): Browsing {
  const { page, files, address } = around;
  return {
    ...files,
    around,
    async open(path) {
      await files.focus();
      await address.goTo(path);
      await files.expectFolder(path.split('/').at(-1) ?? '');
    },
    async select(name) {
      await files.row(name).click();
      await expect(files.row(name)).toHaveAttribute('aria-selected', 'true');
    },
    async choose(command, paths) {
      const chooser = page.waitForEvent('filechooser');
      if (command === 'Save file…') await around.command('Save file').click();
      else {
        await around.command('Upload').click();
        await around.menuItem(command).click();
      }
      await (await chooser).setFiles(paths);
    },
  };
}
