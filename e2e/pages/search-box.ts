import type { Locator, Page } from '@playwright/test';

export interface SearchBox {
  readonly input: Locator;
  suggestion(name: string): Locator;
  readonly suggestions: Locator;
  find(text: string): Promise<void>;
}

export function createSearchBox(page: Page): SearchBox {
  const input = page.getByRole('textbox', { name: 'Find files, folders, places and commands' });
  const suggestions = page.getByRole('group', { name: 'Suggestions' });
  return {
    input,
    suggestions,
    suggestion: (name) => suggestions.getByRole('button', { name, exact: true }),
    async find(text) {
      await page.keyboard.press('Control+k');
      await input.fill(text);
    },
  };
}
