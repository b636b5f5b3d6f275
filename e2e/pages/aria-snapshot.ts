import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/**
 * `stories/snapshots/NAME.yml`. `--update-snapshots` rewrites it; review the difference before committing
 * it.
 */
export async function expectAriaSnapshot(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  let last = '';
  // Pending responses still change the tree.
  await expect(async () => {
    const before = last;
    last = normalize(await page.locator('body').ariaSnapshot());
    expect(last).toBe(before);
    expect(last).toMatchSnapshot(`${name}.yml`);
  }).toPass({ timeout: 30_000 });
}

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const changing: readonly (readonly [RegExp, string])[] = [
  [/\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, /g, ''],
  [new RegExp(`\\b(?:${months})[a-z]* \\d{1,2}(?:, \\d{4})?`, 'g'), 'DATE'],
  [/\b(?:today|yesterday|DATE)(?:,| at)? \d{1,2}:\d\d\s[AP]M/gi, 'DATE'],
  [/\b(?:\d{1,2}:\d\d\s[AP]M|Today|Yesterday)\b/g, 'DATE'],
  [/\b\d[\d.,]* (?:bytes?|[KMG]B)\b/g, 'SIZE'],
  [/DATE(?:, DATE)+/g, 'DATE'],
  [/\d+ items, (?:now|\d+ \w+ ago|DATE|up to date as of DATE)/g, 'INDEX'],
  [/\b\d+ items(?= SIZE|")/g, 'COUNT'],
  [/Updat(?:ed [^:"\n]*|ing…)/g, 'AGE'],
  [/- code: .*/g, '- code: PATH'],
  [/(?:Stand-in for )?Electron,? version.*/g, 'HOST'],
  [/(?:No keyring found|Sign-ins are|Your sign-in).*/g, 'SEALING'],
];

const normalize = (tree: string): string =>
  `${changing.reduce((text, [pattern, by]) => text.replace(pattern, by), tree)}\n`;
