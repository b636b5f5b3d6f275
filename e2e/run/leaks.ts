import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { results } from './places.ts';
import { root } from './root.ts';

const maxFileBytes = 64 * 1024 * 1024;

/** Tokens and pre-signed URLs, in the formats of OneDrive and of the sample service. */
const shapes: readonly { what: string; pattern: RegExp }[] = [
  { what: 'a bearer token', pattern: /\bbearer\s+[A-Za-z0-9_-]{24,}/i },
  { what: 'a signed token', pattern: /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/ },
  { what: 'a pre-signed URL', pattern: /https?:\/\/[^\s"']+[?&](tempauth|sig|X-Amz-Signature)=[^\s"'&]{8,}/ },
  { what: 'a download URL', pattern: /\/(download|thumbnail|version|pdf)\/[\w-]{16,}\.[\w-]{22}\b/ },
  { what: 'an upload URL', pattern: /https?:\/\/[^\s"'/]+\/up\/[\w-]{16,}/ },
  { what: 'an address with a token', pattern: /\/v1\.0#[A-Za-z0-9_-]{24,}/ },
];

/** `secrets` are known values of this run. */
export function findLeaksInText(text: string, secrets: readonly string[] = []): string[] {
  const known = secrets.filter((secret) => text.includes(secret)).map(() => 'a secret of this run');
  return [...known, ...shapes.filter(({ pattern }) => pattern.test(text)).map(({ what }) => what)];
}

/** Checks files of any type, since databases and browser profiles also contain plain text. */
export function findLeaksInFolder(folder: string, secrets: readonly string[] = []): string[] {
  const found: string[] = [];
  const check = (path: string): void => {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) {
      for (const name of readdirSync(path)) check(join(path, name));
    } else if (stats?.isFile() === true && stats.size <= maxFileBytes) {
      const text = readFileSync(path, 'latin1');
      for (const what of findLeaksInText(text, secrets)) found.push(`${what} in ${relative(root, path)}`);
    }
  };
  check(folder);
  return found;
}

export function findLeaks(output: string): string[] {
  return [...findLeaksInText(output).map((what) => `${what} in the output`), ...findLeaksInFolder(results)];
}
