import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locator } from '@playwright/test';
import type { HeldFault, PlacedFault } from '../../electron/sample/http/faults.ts';
import { expect, test as base } from '../fixtures.ts';
import { createAppPage, type AppPage } from '../pages/app-page.ts';
import type { FileList } from '../pages/file-list.ts';
import { createTransfersPanel, type TransfersPanel } from '../pages/transfers-panel.ts';

export { expect } from '../fixtures.ts';

type Content = string | Uint8Array | number;

type Contents = Readonly<Record<string, Content>>;

/** Files on this computer outside the profile. Removed after the test. */
export interface LocalFiles {
  readonly folder: string;
  /** Creates a file of this content, or of this many bytes, with its folders, and returns its path. */
  write(name: string, content: Content): Promise<string>;
  makeFolder(name: string): Promise<string>;
}

export interface Browsing extends FileList {
  readonly around: AppPage;
  open(path: string): Promise<void>;
  select(name: string): Promise<void>;
  /** Chooses files in the file dialog of this command. */
  choose(command: ChooseCommand, paths: string | string[]): Promise<void>;
  download(name: string): Promise<void>;
}

type ChooseCommand = 'Upload files…' | 'Upload folder…' | 'Update from file…';

interface StoryFixtures {
  ui: AppPage;
  local: LocalFiles;
  files: Browsing;
  tray: TransfersPanel;
  upload: (contents: Contents, folder?: string) => Promise<void>;
  save: (contents: Contents, folder?: string) => Promise<void>;
  /** Uploads "Slow.bin" to Inbox; its bytes arrive when the test releases the fault. */
  uploadHeld: () => Promise<HeldFault>;
  /** Uploads "Slow.bin" to Inbox at this speed. Returns the fault that slows it down. */
  uploadSlowly: (bytesPerSecond: number, sizeBytes?: number) => Promise<PlacedFault>;
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

  tray: async ({ page }, use) => {
    const tray = createTransfersPanel(page);
    // The panel collapses when all is done, but stories check its rows. Unfolds it without moving the pointer
    // or the focus.
    const unfold = (button: Locator) =>
      button.evaluate((it: HTMLElement) => {
        // A click beside an open menu would close it.
        if (document.querySelector('[role="menu"]') === null) it.click();
      });
    await page.addLocatorHandler(tray.unfold, unfold, { noWaitAfter: true });
    await use(tray);
    // The next story may use the same window.
    await page.removeLocatorHandler(tray.unfold);
  },

  upload: async ({ files, local }, use) =>
    use((contents, folder) => chooseNew(files, local, 'Upload files…', contents, folder)),

  save: async ({ files, local }, use) =>
    use((contents, folder) => chooseNew(files, local, 'Update from file…', contents, folder)),

  uploadHeld: async ({ sample, upload, tray }, use) =>
    use(async () => {
      const held = sample.faults.hold({ route: 'PUT upload range', times: Infinity });
      await upload({ 'Slow.bin': 6_000_000 });
      await tray.expectState('Slow.bin', 'running');
      return held;
    }),

  uploadSlowly: async ({ sample, upload, tray }, use) =>
    use(async (bytesPerSecond, sizeBytes = 6_000_000) => {
      const slow = sample.faults.add({ route: 'PUT upload range', times: Infinity, bytesPerSecond });
      await upload({ 'Slow.bin': sizeBytes });
      await tray.expectState('Slow.bin', 'running');
      return slow;
    }),
});

async function chooseNew(
  files: Browsing,
  local: LocalFiles,
  command: ChooseCommand,
  contents: Contents,
  folder = 'myfiles/Inbox',
): Promise<void> {
  await files.open(folder);
  const paths: string[] = [];
  for (const [name, content] of Object.entries(contents)) paths.push(await local.write(name, content));
  await files.choose(command, paths);
}

export function toBytes(count: number): Buffer {
  const bytes = Buffer.alloc(count);
  for (let at = 0; at + 4 <= count; at += 4) bytes.writeUInt32LE((at * 2654435761) >>> 0, at);
  return bytes;
}

export function createBrowsing(around: AppPage): Browsing {
  const { page, files, address } = around;
  const select = async (name: string): Promise<void> => {
    await files.row(name).click();
    await expect(files.row(name)).toHaveAttribute('aria-selected', 'true');
  };
  return {
    ...files,
    around,
    select,
    async open(path) {
      await files.focus();
      await address.goTo(path);
      await files.expectFolder(path.split('/').at(-1) ?? '');
    },
    async choose(command, paths) {
      const chooser = page.waitForEvent('filechooser');
      await around.command('Upload').click();
      await around.menuItem(command).click();
      await (await chooser).setFiles(paths);
    },
    async download(name) {
      await select(name);
      await around.command('Download').click();
    },
  };
}
