import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

const maxNews = 8;

export const readNews = (): string[] => toNews(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'));

/** The first sentence of each addition in the latest version that has any, newest first. */
export function toNews(changelog: string): string[] {
  const [, added = ''] = changelog.split(/^### Added$/m);
  const [section = ''] = added.split(/^#/m);
  return (
    section
      .split(/^- /m)
      .slice(1)
      // Only of interest to developers.
      .filter((entry) => !entry.includes('npm run'))
      .slice(0, maxNews)
      .map((entry) => /^.*?\.(?= |$)/.exec(entry.replaceAll(/\s+/g, ' ').trim())?.[0] ?? entry.trim())
      .map((sentence) => sentence.replaceAll(/[*`]|\b_|_\b/g, ''))
  );
}
