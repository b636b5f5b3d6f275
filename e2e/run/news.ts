import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** What a person reads in one go. */
const mostNews = 8;

export const readNews = (): string[] => toNews(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'));

/** Of the newest version with additions: the first sentence of each, the newest first, as plain text. */
export function toNews(changelog: string): string[] {
  const [, added = ''] = changelog.split(/^### Added$/m);
  const [section = ''] = added.split(/^#/m);
  return (
    section
      .split(/^- /m)
      .slice(1)
      // Of use to those who build it.
      .filter((entry) => !entry.includes('npm run'))
      .slice(0, mostNews)
      .map((entry) => /^.*?\.(?= |$)/.exec(entry.replaceAll(/\s+/g, ' ').trim())?.[0] ?? entry.trim())
      .map((sentence) => sentence.replaceAll(/[*`]|\b_|_\b/g, ''))
  );
}
