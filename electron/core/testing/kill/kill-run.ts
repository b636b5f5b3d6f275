import { fork } from 'node:child_process';
import { rename, writeFile } from 'node:fs/promises';
import { documentPath, judgeDriveMeanwhile, judgeEditsMeanwhile, judgeScene } from './judge-scene.ts';
import type { KillReply, KillReport, KillWord } from './kill-order.ts';
import {
  describePlan,
  killPoints,
  timesPast,
  planVariable,
  type KillDrive,
  type KillPlan,
  type KillPoint,
} from './kill-points.ts';
import { bundled } from '../bundled.ts';
import { createKillScene, type KillScene } from './kill-scene.ts';

export interface KillRun {
  seed: number;
  drive: KillDrive;
  kills: KillPlan[];
  planned: KillPlan[];
  problems: string[];
  ms: number;
}

const runner = bundled('kill-runner', new URL('kill-runner.ts', import.meta.url));
const longestLifeMs = 600_000;
/** Slow enough that a kill at a random time interrupts something. */
const linkBytesPerSecond = 120 * 1024 ** 2;
const latestKillMs = 700;
const sessionLifeMs = 24 * 3_600_000;

/** Judges the final state. */
export async function runKills(seed: number): Promise<KillRun> {
  const startMs = performance.now();
  const { drive, planned } = drawRun(seed);
  await using scene = await createKillScene(drive, linkBytesPerSecond);
  const kills: KillPlan[] = [];
  const problems: string[] = [];
  let ended: KillReport | null = null;
  for (const plan of [...planned, null]) {
    const life = await live(scene, plan);
    ended = life.report;
    problems.push(...life.problems);
    if (life.wasKilled && plan !== null) kills.push(plan);
    if (!life.wasKilled) break;
    problems.push(...judgeDriveMeanwhile(scene), ...(await judgeEditsMeanwhile(scene)));
  }
  if (ended !== null) problems.push(...(await judgeScene(scene, ended, kills.length)));
  else if (problems.length === 0) problems.push('the last life did not come to its end');
  const which = `seed ${seed}, a ${drive} drive, killed at ${kills.map(describePlan).join(' and at ') || 'no point'}`;
  return {
    seed,
    drive,
    kills,
    planned,
    problems: problems.map((problem) => `${which}: ${problem}`),
    ms: performance.now() - startMs,
  };
}

interface Life {
  wasKilled: boolean;
  report: KillReport | null;
  problems: string[];
}

function live(scene: KillScene, plan: KillPlan | null): Promise<Life> {
  const { order, service } = scene;
  const env = { ...process.env, [planVariable]: plan === null ? '' : JSON.stringify(plan) };
  const child = fork(runner, [JSON.stringify(order)], {
    env,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let report: KillReport | null = null;
  let said = '';
  let isLate = false;
  const kill = () => child.kill('SIGKILL');
  const guard = setTimeout(() => {
    isLate = true;
    kill();
  }, longestLifeMs);
  child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  child.on('message', (word: KillWord) => {
    if (word.kind === 'ended') report = word;
    else if (word.kind === 'opened') saveInEditor(scene, word.name);
    else if (word.kind === 'held') {
      service.clock.advance(sessionLifeMs);
      child.send({ kind: 'expired' } satisfies KillReply);
    } else if (plan !== null && 'afterMs' in plan) setTimeout(kill, plan.afterMs);
  });
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      clearTimeout(guard);
      const wasKilled = signal === 'SIGKILL' && !isLate && report === null;
      const problems = [
        ...(isLate ? ['a life did not end'] : []),
        ...(!wasKilled && !isLate && report === null
          ? [`a life ended with ${code ?? signal}: ${said.slice(-2000)}`]
          : []),
      ];
      resolve({ wasKilled, report, problems });
    });
  });
}

/** As most editors save: a new file, renamed over the old one. Once per scene. */
function saveInEditor(scene: KillScene, name: string): void {
  const edit = scene.edits.get(name);
  if (edit === undefined || scene.saves.has(name)) return;
  const save = async (): Promise<void> => {
    const path = await documentPath(scene, edit.path);
    await writeFile(`${path}.editor`, edit.content);
    await rename(`${path}.editor`, path);
  };
  scene.saves.set(name, save());
}

const names = Object.keys(killPoints) as KillPoint[];
const drives: readonly KillDrive[] = ['personal', 'business', 'personal', 'documentLibrary'];

function drawRun(seed: number): { drive: KillDrive; planned: KillPlan[] } {
  const draw = createDraw(seed);
  const drive = drives[Math.floor(draw() * drives.length)] ?? 'personal';
  const planned = [drawPlan(draw, drive, 1)];
  if (draw() < 0.4) planned.push(drawPlan(draw, drive, 0.4));
  return { drive, planned };
}

function drawPlan(draw: () => number, drive: KillDrive, share: number): KillPlan {
  if (draw() < 0.15) return { afterMs: Math.floor(draw() * latestKillMs) };
  const possible = names.filter((name) => timesPast(name, drive) > 0);
  const point = possible[Math.floor(draw() * possible.length)] ?? 'piece body';
  return { point, nth: 1 + Math.floor(draw() * timesPast(point, drive) * share) };
}

function createDraw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
