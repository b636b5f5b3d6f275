import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

declare const axe: { run(context: object, options: RunOptions): Promise<AxeResults> };

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const rulesOffByDefault: NonNullable<RunOptions['rules']> = Object.fromEntries(
  ['css-orientation-lock', 'p-as-heading', 'table-fake-caption', 'td-has-header'].map((rule) => [
    rule,
    { enabled: true },
  ]),
);

/** `what` names the view in messages. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // Works although the page's policy allows neither script tags nor eval.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  await settle(page);
  // All rules are on, including those that axe disables by default.
  const options: RunOptions = { resultTypes: ['violations'], rules: rulesOffByDefault };
  const { violations } = await page.evaluate(
    (wanted) => axe.run({ exclude: [['[data-tabster-dummy]']] }, wanted),
    options,
  );
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 300)}\n${failureSummary ?? ''}`),
  }));
  expect(found, what).toEqual([]);
}

/** WCAG 2.2, 2.5.8: targets are at least 24 by 24 pixels or have that much space around them. */
export async function expectTargets(page: Page, what: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const { violations } = await page.evaluate(() =>
    axe.run(
      { exclude: [['[data-tabster-dummy]']] },
      { runOnly: ['target-size'], resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } },
    ),
  );
  const found = violations.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 200)));
  expect(found, `${what}: target too small`).toEqual([]);
}

/** Colors are only right after a fade. Endless animations are ignored. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(
          ({ effect }) => effect !== null && Number.isFinite(Number(effect.getComputedTiming().endTime)),
        )
        .map(({ finished }) => finished),
    ),
  );
}
