/**
 * Where a process can be made to end itself by SIGKILL, and how often a batch comes past there at least, nearly always:
 * which time it is, is drawn from that. "asked" is before a request leaves, "answered" before anyone learns the answer;
 * "body" between two blocks, "end" after the last one.
 */
export const killPoints = {
  'session asked': 5,
  'session answered': 5,
  'piece asked': 8,
  'piece body': 120,
  'piece end': 8,
  'piece answered': 8,
  'small asked': 8,
  'small end': 8,
  'small answered': 8,
  'folder asked': 3,
  'folder answered': 3,
  'download asked': 8,
  'download body': 300,
  'download answered': 8,
  'before datasync': 2,
  'after datasync': 2,
  'before sync': 12,
  'after sync': 12,
  'before link': 7,
  'after link': 7,
  'after unlink': 7,
  'before rename': 8,
  'after rename': 8,
  'before utimes': 7,
  'after utimes': 7,
  'journal begin': 60,
  'journal commit': 60,
  'journal kept': 60,
} as const satisfies Record<string, number>;

export type KillPoint = keyof typeof killPoints;

/** The process ends itself when it comes to the point for the nth time, or is ended from outside some time on. */
export type KillPlan = { point: KillPoint; nth: number } | { afterMs: number };

/** Hands a plan to a process and its threads. */
export const planVariable = 'SLIPWAY_KILL_PLAN';

export const describePlan = (plan: KillPlan): string =>
  'afterMs' in plan ? `${plan.afterMs} ms on` : `${plan.point}, time ${plan.nth}`;

const plan = parsePlan(process.env[planVariable]);
const passed = new Map<KillPoint, number>();

/** No line of code runs after it, in no thread: nothing is flushed, closed or said. */
export function reached(point: KillPoint): void {
  const count = (passed.get(point) ?? 0) + 1;
  passed.set(point, count);
  if (plan === null || 'afterMs' in plan || plan.point !== point || plan.nth !== count) return;
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** Our own text, from `JSON.stringify` of a plan. */
function parsePlan(text: string | undefined): KillPlan | null {
  return text === undefined || text === '' ? null : (JSON.parse(text) as KillPlan);
}
