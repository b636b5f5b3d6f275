import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createLog, setLogDetail } from './log.ts';

const folder = await mkdtemp(join(tmpdir(), 'slipway-log-'));
afterAll(() => rm(folder, { recursive: true }));

it('writes one line per message, with its facts and without secrets', async () => {
  const { log, file } = createLog(folder, true);
  log.info('listed', { count: 3 });
  log.error('refused by https://h.example/secret-path', { token: 'abc' });
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^\[\d{4}-.*\] \[info\] +listed \{"count":3\}$/);
  expect(lines[1]).toMatch(/\[error\] refused by https:\/\/h\.example\/… \{"token":"\[removed\]"\}$/);
});

it('writes only problems when set to do so', async () => {
  const { log, file } = createLog(await mkdtemp(join(folder, 'detail-')), true);
  setLogDetail('problems');
  log.info('listed');
  log.warn('refused');
  setLogDetail('everything');
  log.info('listed later');
  const text = await readFile(file, 'utf8');
  expect(text.match(/\[(?:info|warn)\] +.*/g)).toEqual([
    expect.stringContaining('refused'),
    expect.stringContaining('listed later'),
  ]);
});

it('prints nothing when it is quiet, even if the file can’t be written', () => {
  const [module, below] = [new URL('log.ts', import.meta.url).href, join(import.meta.filename, 'logs')];
  const program = `import { createLog } from ${JSON.stringify(module)};
    createLog(${JSON.stringify(below)}, true).log.error('refused');`;
  const args = ['--input-type=module', '--eval', program];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});
