import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

const folder = join(root, 'assets/recipes');

export function fillRecipes(sha256Of: (file: string) => string): Map<string, string> {
  const { version, homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
    homepage: string;
  };
  const fill = (text: string): string =>
    text
      .replaceAll('{{version}}', version)
      .replaceAll('{{releases}}', `${homepage}releases/${version}`)
      .replaceAll('{{homepage}}', homepage)
      .replaceAll(/\{\{sha256 ([^}]+)\}\}/g, (_, file: string) => sha256Of(file))
      .replaceAll(/\{\{SHA256 ([^}]+)\}\}/g, (_, file: string) => sha256Of(file).toUpperCase());
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  return new Map(paths.map((path) => [path, fill(readFileSync(join(folder, path), 'utf8'))]));
}
