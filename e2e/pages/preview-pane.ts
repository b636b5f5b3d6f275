import type { FrameLocator, Locator, Page } from '@playwright/test';

export interface PreviewPane {
  readonly root: Locator;
  picture(name: string): Locator;
  text(name: string): Locator;
  inText(name: string): FrameLocator;
  inPages(name: string): FrameLocator;
  fact(name: string): Locator;
}

export function createPreviewPane(page: Page): PreviewPane {
  const root = page.getByRole('complementary', { name: 'Preview' });
  const text = (name: string): Locator => root.locator(`iframe[title="Text of ${name}"]`);
  return {
    root,
    picture: (name) => root.getByRole('img', { name: `Picture: ${name}` }),
    text,
    inText: (name) => text(name).contentFrame(),
    inPages: (name) => root.frameLocator(`iframe[title="Pages of ${name}"]`),
    fact: (name) =>
      root.locator('dt', { hasText: new RegExp(`^${name}$`) }).locator('xpath=following-sibling::dd[1]'),
  };
}
