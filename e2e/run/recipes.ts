// npm run recipes: fills in assets/recipes for the packages in dist/ and writes them to dist/recipes/.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fillRecipes } from './fill-recipes.ts';
import { root } from './root.ts';

const dist = join(root, 'dist');
const sha256Of = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(join(dist, file)))
    .digest('hex');

for (const [path, text] of fillRecipes(sha256Of)) {
  const target = join(dist, 'recipes', path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  console.log(target);
}
