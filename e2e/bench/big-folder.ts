import type { Page } from '@playwright/test';
import { type SampleApp, withSampleApp } from './sample-app.ts';

export type BigFolder = SampleApp;

export function withBigFolder<T>(
  files: number,
  measure: (big: BigFolder) => Promise<T>,
  latencyMs = 0,
  beside = 0,
): Promise<T> {
  return withSampleApp(
    { content: 'empty', latencyMs },
    ({ drive }) => {
      drive.addFolder('Big', { files });
      if (beside > 0) drive.addFolder('Others', { files: 99, folders: Math.round(beside / 100) });
    },
    async (app) => {
      // On a busy machine everything takes long.
      app.page.setDefaultTimeout(600_000);
      await bigRow(app.page).click({ position: { x: 120, y: 10 } });
      return measure(app);
    },
  );
}

const bigRow = (page: Page) => page.getByRole('row', { name: /^Big/ });
