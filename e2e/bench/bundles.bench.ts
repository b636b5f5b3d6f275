import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../run/root.ts';
import { printTable } from './measure.ts';

const toKb = (bytes: number): number => Math.round(bytes / 1000);

const rows = ['main', 'preload', 'renderer'].map((part) => {
  const folder = join(root, 'out', part);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !path.endsWith('.map'));
  const contents = files.map((path) => readFileSync(path));
  const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
  return {
    part,
    files: files.length,
    'size kB': toKb(sum(contents.map(({ length }) => length))),
    'gzip kB': toKb(sum(contents.map((content) => gzipSync(content).length))),
  };
});
printTable(rows);
