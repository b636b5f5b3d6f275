import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import { runCommand } from './run-command.ts';

const sources = ['electron', 'renderer', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const built = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];

function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

export function isStale(): boolean {
  const outputs = built.map((path) => join(root, path));
  if (!outputs.every((path) => existsSync(path))) return true;
  const oldest = Math.min(...outputs.map((path) => statSync(path).mtimeMs));
  return Math.max(...sources.map((path) => newest(join(root, path)))) > oldest;
}

export async function buildApp(): Promise<boolean> {
  if (!isStale()) return true;
  console.log('Building Slipway…');
  const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const { code, output } = await runCommand(process.execPath, [tool, 'build'], { output: 'keep' });
  if (code !== 0) console.error(`${output}\nThe build failed.`);
  return code === 0;
}
