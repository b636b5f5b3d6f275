// Kills core at random points of a batch, restarts it, and checks the result: npm run bench kill. RUNS=… and
// SEED=… repeat a run.
import { killPoints, type KillPlan } from '../../electron/core/testing/kill/kill-points.ts';
import { runKills, type KillRun } from '../../electron/core/testing/kill/kill-run.ts';
import { printTable, toMedian } from './measure.ts';

const runs = Number(process.env['RUNS'] ?? 200);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** The second process uses the time while the first one starts or flushes. */
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

const pointOf = (kill: KillPlan): string => ('afterMs' in kill ? 'any moment' : kill.point);
const rows = ['any moment', ...Object.keys(killPoints).sort()].map((point) => {
  const meant = all.flatMap(({ planned }) => planned).filter((kill) => pointOf(kill) === point).length;
  const hit = all.filter(({ kills }) => kills.some((kill) => pointOf(kill) === point));
  return {
    point,
    meant,
    'killed, personal': hit.filter(({ drive }) => drive === 'personal').length,
    'killed, business': hit.filter(({ drive }) => drive === 'business').length,
    'killed, library': hit.filter(({ drive }) => drive === 'documentLibrary').length,
    'runs with problems': hit.filter(({ problems }) => problems.length > 0).length,
    '': hit.length === 0 ? 'did not come up' : '',
  };
});
printTable(rows);
const bad = all.filter(({ problems }) => problems.length > 0);
printTable([
  {
    seed,
    runs: all.length,
    business: all.filter(({ drive }) => drive === 'business').length,
    libraries: all.filter(({ drive }) => drive === 'documentLibrary').length,
    kills: all.reduce((sum, { kills }) => sum + kills.length, 0),
    'never reached': all.filter(({ kills }) => kills.length === 0).length,
    'runs with problems': bad.length,
    'median ms': Math.round(toMedian(all.map(({ ms }) => ms))),
  },
]);
if (bad.length > 0) process.exitCode = 1;
