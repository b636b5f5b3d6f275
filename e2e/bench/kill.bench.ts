// Kills the core at random points of a batch, starts it again, and looks at what came of it: npm run bench kill. RUNS=…,
// SEED=… brings the same ones again.
import { runKills, type KillRun } from '../../electron/core/testing/kill/kill-run.ts';
import { printTable, toMedian } from './measure.ts';

const runs = Number(process.env['RUNS'] ?? 200);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** A second one uses the time in which the first one starts, or flushes. */
const atOnce = 2;

const all: KillRun[] = [];
const seeds = Array.from({ length: runs }, (_, number) => seed + number);
const work = async () => {
  for (let next = seeds.shift(); next !== undefined; next = seeds.shift()) {
    const run = await runKills(next);
    all.push(run);
    for (const problem of run.problems) console.log(problem);
  }
};
console.log(`${runs} runs from seed ${seed} on`);
await Promise.all(Array.from({ length: atOnce }, work));

const points = new Map<string, { killed: number; runsWithProblems: number }>();
for (const { kills, problems } of all) {
  for (const kill of kills) {
    const point = 'afterMs' in kill ? 'any moment' : kill.point;
    const row = points.get(point) ?? { killed: 0, runsWithProblems: 0 };
    row.killed += 1;
    if (problems.length > 0) row.runsWithProblems += 1;
    points.set(point, row);
  }
}
printTable(
  [...points].sort(([one], [other]) => (one < other ? -1 : 1)).map(([point, row]) => ({ point, ...row })),
);
const bad = all.filter(({ problems }) => problems.length > 0);
printTable([
  {
    seed,
    runs: all.length,
    kills: all.reduce((sum, { kills }) => sum + kills.length, 0),
    'never reached': all.filter(({ kills }) => kills.length === 0).length,
    'runs with problems': bad.length,
    'median ms': Math.round(toMedian(all.map(({ ms }) => ms))),
  },
]);
if (bad.length > 0) process.exitCode = 1;
