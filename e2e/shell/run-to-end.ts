import { execFile } from 'node:child_process';
import { executablePath, host } from '../hosts.ts';
import { root } from '../run/root.ts';

export function runToEnd(switches: readonly string[]): Promise<{ code: number; output: string }> {
  const isRoot = process.getuid?.() === 0;
  const own = host === 'stand-in' ? ['--headless'] : isRoot ? ['--no-sandbox'] : [];
  return new Promise((resolve) => {
    execFile(executablePath, [root, ...switches, ...own], (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, output: stdout + stderr });
    });
  });
}
