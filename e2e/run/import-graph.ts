import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export type Importers = ReadonlyMap<string, ReadonlySet<string>>;

const folders = ['electron', 'renderer', 'e2e'];
// Includes worker threads: new URL('./index-worker.ts', import.meta.url).
const named = /(?:from|import|import\(|new URL\()\s*['"](\.{1,2}\/[^'"]+\.tsx?)['"]/g;

export function readImporters(root: string): Importers {
  const importers = new Map<string, Set<string>>();
  for (const path of folders.flatMap((folder) => listSources(join(root, folder)))) {
    for (const [, target = ''] of readFileSync(path, 'utf8').matchAll(named)) {
      const imported = join(dirname(path), target);
      if (!existsSync(imported)) continue;
      const key = relative(root, imported);
      const known = importers.get(key) ?? new Set();
      importers.set(key, known.add(relative(root, path)));
    }
  }
  return importers;
}

/** Sources that depend on `changed`, with the number of imports in between; 0 for the changed ones. */
export function findDependents(importers: Importers, changed: readonly string[]): Map<string, number> {
  const distances = new Map(changed.map((path) => [path, 0]));
  // Breadth-first search: entries added to a Map during the loop are visited, too.
  for (const [path, distance] of distances) {
    for (const importer of importers.get(path) ?? []) {
      if (!distances.has(importer)) distances.set(importer, distance + 1);
    }
  }
  return distances;
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
}
