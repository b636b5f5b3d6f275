import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { SampleService } from '../../electron/sample/sample-service.ts';
import { findLeaksInText } from '../run/leaks.ts';

export interface Evidence {
  readonly folder: string;
  addPage(page: Page): Promise<void>;
  addLogs(profile: string): Promise<void>;
  addCalls(sample: SampleService): Promise<void>;
  addText(name: string, text: string): Promise<void>;
}

export function createEvidence(folder: string, secrets: readonly string[]): Evidence {
  const addText = async (name: string, text: string): Promise<void> => {
    await mkdir(folder, { recursive: true });
    const kept = text
      .split('\n')
      .map((line) => (findLeaksInText(line, secrets).length > 0 ? '[a secret]' : line));
    await writeFile(join(folder, name), kept.join('\n'));
  };
  return {
    folder,
    addText,
    async addPage(page) {
      const text = await page
        .locator('body')
        .ariaSnapshot({ timeout: 5000 })
        .catch((error: unknown) => String(error));
      await addText('page.txt', `${page.url()}\n${text}`);
      await page.screenshot({ path: join(folder, 'page.png'), timeout: 5000 }).catch(() => {});
    },
    async addLogs(profile) {
      const logs = join(profile, 'logs');
      const names = await readdir(logs).catch(() => []);
      for (const name of names) await addText(`core-${name}`, await readFile(join(logs, name), 'utf8'));
    },
    addCalls: (sample) => addText('service-calls.txt', toCallLines(sample)),
  };
}

function toCallLines({ counters }: SampleService): string {
  const first = counters.seen[0]?.atMs ?? 0;
  const lines = counters.seen.map(({ atMs, method, label, target, status, bytesIn, bytesOut, range }) =>
    [
      `+${Math.round(atMs - first)} ms`,
      status,
      label,
      `${method} ${target}`,
      `in ${bytesIn} out ${bytesOut}`,
      range ?? '',
    ]
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}
