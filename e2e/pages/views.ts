import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { commands, type Command, type KeyChord } from '../../electron/contract/commands.ts';
import { t } from '../../electron/contract/strings/translate.ts';

/**
 * How to reach a view from the previous one, by keyboard or by message id so that it works in any language.
 */
export interface View {
  readonly name: string;
  show(page: Page): Promise<unknown>;
  leave?(page: Page): Promise<unknown>;
  /** Covers the page until it is answered. */
  isPopup?: true;
}

const toKeys = ({ key, mod, alt, shift }: KeyChord): string =>
  [
    ...(mod ? ['ControlOrMeta'] : []),
    ...(alt ? ['Alt'] : []),
    ...(shift ? ['Shift'] : []),
    key === ' ' ? 'Space' : key,
  ].join('+');

const press = (page: Page, command: Command): Promise<void> => {
  const [chord] = commands[command].keys;
  return page.keyboard.press(toKeys(chord!));
};

const row = (page: Page, name: string): Locator =>
  page.locator('[role="row"][data-ordinal]').getByTitle(name, { exact: true }).first();
const select = (page: Page, name: string): Promise<void> => row(page, name).click();
const overlay = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/** A tooltip of the focused element consumes one Escape. */
async function closeAll(page: Page): Promise<void> {
  await expect(async () => {
    if ((await page.locator(overlay).count()) > 0) await page.keyboard.press('Escape');
    await expect(page.locator(overlay)).toHaveCount(0, { timeout: 2_000 });
  }).toPass();
}

async function type(page: Page, text: string): Promise<void> {
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.type(text);
}

const settled = (page: Page): Promise<void> => expect(page.locator('[aria-busy="true"]')).toHaveCount(0);

async function open(page: Page, address: string): Promise<void> {
  await press(page, 'addressBar');
  await type(page, address);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(address.split('/').at(-1) ?? '');
  await settled(page);
}

const place = (name: string, command: Command): View => ({
  name,
  async show(page) {
    await press(page, command);
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    await settled(page);
  },
});

const popup = (name: string, command: Command, from?: string): View => ({
  name,
  async show(page) {
    if (from !== undefined) await select(page, from);
    await press(page, command);
    await page.locator(overlay).first().waitFor();
    await expect(page.locator(overlay).getByRole('progressbar')).toHaveCount(0);
  },
  leave: closeAll,
});

const menuOf = (name: string, label: () => string): View => ({
  name,
  isPopup: true,
  async show(page) {
    // By keyboard: a tooltip under the pointer would consume the Escape.
    await page.getByRole('toolbar').getByRole('button', { name: label(), exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
  },
  leave: closeAll,
});

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true }).first();

export const firstViews: readonly View[] = [
  { name: 'welcome', show: (page) => button(page, t('welcome.trySample')).waitFor() },
  {
    name: 'sign-in',
    async show(page) {
      await button(page, t('app.signIn')).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    leave: (page) => button(page, t('app.back')).click(),
  },
];

export async function openSample(page: Page): Promise<void> {
  await button(page, t('welcome.trySample')).click();
  await row(page, 'Ideas.txt').waitFor();
  // Folder sizes and search need the whole drive to be indexed.
  await expect
    .poll(async () => JSON.stringify(await page.evaluate(() => window.slipway.call('index.state', {}))))
    .toContain('"state":"fresh"');
}

export const views: readonly View[] = [
  place('my-files', 'goMyFiles'),
  {
    name: 'selection',
    async show(page) {
      await select(page, 'Ideas.txt');
      await page.keyboard.press('Shift+ArrowDown');
    },
  },
  {
    name: 'row-menu',
    isPopup: true,
    async show(page) {
      await select(page, 'Ideas.txt');
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menu').waitFor();
    },
    leave: closeAll,
  },
  menuOf('upload-menu', () => t('commands.upload')),
  menuOf('sort-menu', () => t('commands.sort')),
  popup('delete', 'delete', 'Finance'),
  popup('move-to', 'moveTo', 'Ideas.txt'),
  popup('share', 'share', 'Ideas.txt'),
  popup('versions', 'versions', 'Ideas.txt'),
  popup('shared-link', 'addSharedLink'),
  popup('new-folder', 'newFolder'),
  popup('columns', 'columns'),
  popup('keys', 'showKeys'),
  {
    name: 'no-match',
    async show(page) {
      await press(page, 'filter');
      await type(page, 'zebra');
      await page.getByRole('heading', { level: 2 }).waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  { name: 'empty-folder', show: (page) => open(page, 'myfiles/Inbox') },
  {
    name: 'no-such-address',
    isPopup: true,
    async show(page) {
      await press(page, 'addressBar');
      await type(page, 'myfiles/Finance/2031');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').first().waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'pictures',
    async show(page) {
      await open(page, 'myfiles/Pictures/Lake house');
      await row(page, 'Boat house.png').waitFor();
      await press(page, 'asTiles');
      await page.locator('[role="row"][data-ordinal]').first().waitFor({ state: 'detached' });
    },
    leave: (page) => press(page, 'asList'),
  },
  {
    name: 'rename',
    isPopup: true,
    async show(page) {
      await select(page, 'Boat house.png');
      await press(page, 'rename');
      await page.locator('[role="grid"] input').waitFor();
      await type(page, 'a?b');
      await page.getByRole('alert').first().waitFor();
    },
    leave: (page) => page.keyboard.press('Escape'),
  },
  popup('full-preview', 'fullPreview', 'Boat house.png'),
  {
    name: 'preview',
    async show(page) {
      await select(page, 'Boat house.png');
      await press(page, 'preview');
      await page.locator('[data-pane="preview"] img').waitFor();
    },
    async leave(page) {
      await page.evaluate(() => window.slipway.call('settings.change', { showPreview: false }));
      await expect(page.locator('[data-pane="preview"]')).toHaveCount(0);
    },
  },
  {
    name: 'two-panes',
    async show(page) {
      await press(page, 'splitView');
      await expect(page.getByRole('grid')).toHaveCount(2);
      await settled(page);
    },
    async leave(page) {
      await press(page, 'splitView');
      await expect(page.getByRole('grid')).toHaveCount(1);
    },
  },
  {
    name: 'found',
    async show(page) {
      await press(page, 'search');
      await type(page, 'boat house');
      await page.keyboard.press('Enter');
      await page.locator('[role="row"][data-ordinal]').first().waitFor();
    },
  },
  place('shared', 'goShared'),
  place('my-shares', 'goMyShares'),
  place('libraries', 'goLibraries'),
  place('this-computer', 'goDocuments'),
  place('transfers', 'goTransfers'),
  place('space', 'goSpace'),
  place('activity', 'goActivity'),
  place('bin', 'goBin'),
  place('accounts', 'goAccounts'),
  place('settings', 'goSettings'),
];
