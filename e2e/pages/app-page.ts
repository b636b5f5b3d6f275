import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { createAddressBar } from './address-bar.ts';
import type { AddressBar } from './address-bar.ts';
import { createDialogs } from './dialogs.ts';
import type { Dialogs } from './dialogs.ts';
import { createFileList } from './file-list.ts';
import type { FileList } from './file-list.ts';

type Place = 'My files' | 'Shared' | 'On this computer' | 'Transfers' | 'Settings';

export interface AppPage {
  readonly page: Page;
  readonly files: FileList;
  readonly address: AddressBar;
  readonly dialogs: Dialogs;
  readonly places: Locator;
  readonly filter: Locator;
  readonly status: Locator;
  readonly toasts: Locator;
  toast(text: string | RegExp): Locator;
  /** Starts on the welcome page and waits until My files is listed. */
  openSampleDrive(): Promise<void>;
  goTo(place: Place): Promise<void>;
  command(name: string): Locator;
  openFolder(path: string): Promise<void>;
  /**
   * An entry of the open menu, by the start of its name, which is followed by its key or the reason it is
   * disabled.
   */
  menuItem(name: string | RegExp): Locator;
}

export function createAppPage(page: Page): AppPage {
  const files = createFileList(page);
  const places = page.getByRole('navigation', { name: 'Places' });
  const toasts = page.getByRole('region', { name: 'Notifications' });
  return {
    page,
    files,
    address: createAddressBar(page),
    dialogs: createDialogs(page),
    places,
    filter: page.getByRole('textbox', { name: 'Filter this folder' }),
    status: page.getByRole('group', { name: 'Status' }),
    toasts,
    toast: (text) => toasts.getByText(text),
    async openSampleDrive() {
      await page.getByRole('button', { name: 'Try the sample drive' }).click();
      await files.expectFolder('My files');
      await expect(files.rows).not.toHaveCount(0);
    },
    async goTo(place) {
      await places.getByRole('button', { name: new RegExp(`^${place}`) }).click();
      await expect(places.getByRole('button', { name: new RegExp(`^${place}`) })).toHaveAttribute(
        'aria-current',
        'page',
      );
    },
    command: (name) =>
      page.getByRole('toolbar', { name: 'Commands' }).getByRole('button', { name, exact: true }),
    async openFolder(path) {
      for (const name of path.split('/')) {
        // Clicks the name, because hovering shows buttons beside it.
        await files.row(name).getByTitle(name, { exact: true }).first().dblclick();
        await files.expectFolder(name);
      }
    },
    menuItem: (name) =>
      page
        .getByRole('menu')
        .getByRole('menuitem', { name: typeof name === 'string' ? new RegExp(`^${name}`) : name }),
  };
}
