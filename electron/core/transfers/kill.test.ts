import { describe, expect, test } from 'vitest';
import { runKills } from '../testing/kill/kill-run.ts';

/** The benchmark runs ten times as many. A failure prints its seed, which reproduces the kills. */
const runs = Number(process.env['KILLS'] ?? 20);
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** A second one uses the time in which the first starts or flushes. */
const atOnce = 2;

describe('a process that is killed and started again', () => {
  test(
    `T27 T64 P2 P3 finishes the whole batch, with nothing lost, duplicated or left over (seed ${seed})`,
    async () => {
      const seeds = Array.from({ length: runs }, (_, number) => seed + number);
      const problems: string[] = [];
      let kills = 0;
      const context = async () => {
        for (let next = seeds.shift(); next !== undefined; next = seeds.shift()) {
          const run = await runKills(next);
          problems.push(...run.problems);
          kills += run.kills.length;
        }
      };
      await Promise.all(Array.from({ length: atOnce }, context));
      expect(problems).toEqual([]);
      expect(kills, 'kills that came to pass').toBeGreaterThanOrEqual(Math.floor(runs / 2));
    },
    60_000 + runs * 60_000,
  );
});
