import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { executablePath } from '../hosts.ts';
import { root } from '../run/root.ts';
import { printTable, toMedian } from './measure.ts';

const rounds = 5;
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

function smoke(): Promise<{ wallMs: number; saidMs: number; host: string }> {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    const child = spawn(executablePath, [root, '--smoke', ...(hasDisplay ? [] : ['--headless'])], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('exit', () => {
      const line = /ready in (\d+) ms, sample drive, \d+ items, (.+)/.exec(output);
      if (line === null) return reject(new Error(`no line in: ${output}`));
      return resolve({ wallMs: performance.now() - startedMs, saidMs: Number(line[1]), host: line[2] ?? '' });
    });
  });
}

const runs = [];
for (let round = 0; round < rounds; round += 1) runs.push(await smoke());
printTable([
  {
    host: runs[0]?.host ?? '',
    rounds,
    'first folder painted, median ms': Math.round(toMedian(runs.map(({ saidMs }) => saidMs))),
    'fastest ms': Math.min(...runs.map(({ saidMs }) => saidMs)),
    'slowest ms': Math.max(...runs.map(({ saidMs }) => saidMs)),
    'start to exit, median ms': Math.round(toMedian(runs.map(({ wallMs }) => wallMs))),
  },
]);
