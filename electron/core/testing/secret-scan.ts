import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface SecretScan {
  record(kind: string, said: unknown): void;
  leaks(folder: string): string[];
}

const maxFileBytes = 16 * 1024 * 1024;

export function createSecretScan(secrets: ReadonlySet<string>): SecretScan {
  const texts: { kind: string; text: string }[] = [];
  const has = (text: string) => [...secrets].some((secret) => text.includes(secret));
  return {
    record(kind, said) {
      // Before anybody signs in there is nothing to find.
      if (secrets.size > 0) texts.push({ kind, text: JSON.stringify(said) ?? '' });
    },
    leaks(folder) {
      if (secrets.size === 0) return [];
      const said = texts.filter(({ text }) => has(text)).map(({ kind }) => kind);
      const written = filesIn(folder).filter((path) => has(readFileSync(path, 'latin1')));
      return [...new Set([...said, ...written.map((path) => relative(folder, path))])];
    },
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size <= maxFileBytes);
}
