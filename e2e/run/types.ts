// Checks each tsconfig separately: one per folder keeps the DOM out of core and Node out of the page.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './root.ts';

const projects = [
  'electron/contract',
  'electron/core',
  'electron/cli',
  'electron/sample',
  'electron/shell',
  'electron/shell/preload',
  'renderer',
  'e2e',
];

const run = promisify(execFile);
let failed = false;
for (const project of projects) {
  try {
    // Incremental: skips what did not change since the last check.
    const kept = join(root, 'node_modules/.cache/types', `${project.replaceAll('/', '-')}.tsbuildinfo`);
    await run('tsc', ['-p', project, '--pretty', 'false', '--incremental', '--tsBuildInfoFile', kept], {
      cwd: root,
      shell: process.platform === 'win32',
    });
    console.log(`types ok      ${project}`);
  } catch (error) {
    failed = true;
    console.log(`types WRONG   ${project}\n${(error as { stdout?: string }).stdout ?? String(error)}`);
  }
}
process.exitCode = failed ? 1 : 0;
