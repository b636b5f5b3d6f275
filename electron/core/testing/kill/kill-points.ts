export type KillDrive = 'personal' | 'business' | 'documentLibrary';
/** Small files go by session on work drives and in libraries, too. */
type KindOfDrive = 'personal' | 'business';

/**
 * "asked" is before a request is sent, "answered" before its answer is processed; "body" between two blocks,
 * "end" after the last one. 0: never.
 */
export const killPoints = {
  'session asked': { personal: 4, business: 11 },
  'session answered': { personal: 4, business: 11 },
  'piece asked': { personal: 8, business: 14 },
  'piece body': { personal: 180, business: 190 },
  'piece end': { personal: 8, business: 14 },
  'piece answered': { personal: 8, business: 14 },
  'small asked': { personal: 9, business: 1 },
  'small end': { personal: 8, business: 0 },
  'small answered': { personal: 9, business: 1 },
  'folder asked': { personal: 3, business: 3 },
  'folder answered': { personal: 3, business: 3 },
  'download asked': { personal: 9, business: 9 },
  'download body': { personal: 650, business: 650 },
  'download answered': { personal: 9, business: 9 },
  'before datasync': { personal: 2, business: 2 },
  'after datasync': { personal: 2, business: 2 },
  'before sync': { personal: 30, business: 30 },
  'after sync': { personal: 30, business: 30 },
  'before link': { personal: 7, business: 7 },
  'after link': { personal: 7, business: 7 },
  'after unlink': { personal: 7, business: 7 },
  'before rename': { personal: 9, business: 9 },
  'after rename': { personal: 9, business: 9 },
  'before utimes': { personal: 7, business: 7 },
  'after utimes': { personal: 7, business: 7 },
  'journal begin': { personal: 60, business: 60 },
  'journal commit': { personal: 60, business: 60 },
  'journal kept': { personal: 60, business: 60 },
} as const satisfies Record<string, Record<KindOfDrive, number>>;

export type KillPoint = keyof typeof killPoints;

export const timesPast = (point: KillPoint, drive: KillDrive): number =>
  killPoints[point][drive === 'personal' ? 'personal' : 'business'];

/** SIGKILL when the process reaches the point for the nth time, or from outside after a while. */
export type KillPlan = { point: KillPoint; nth: number } | { afterMs: number };

export const planVariable = 'SLIPWAY_KILL_PLAN';

export const describePlan = (plan: KillPlan): string =>
  'afterMs' in plan ? `${plan.afterMs} ms on` : `${plan.point}, time ${plan.nth}`;

const plan = parsePlan(process.env[planVariable]);
const passed = new Map<KillPoint, number>();

/** SIGKILL: nothing is flushed, closed or reported. */
export function reached(point: KillPoint): void {
  const count = (passed.get(point) ?? 0) + 1;
  passed.set(point, count);
  if (plan === null || 'afterMs' in plan || plan.point !== point || plan.nth !== count) return;
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function parsePlan(text: string | undefined): KillPlan | null {
  return text === undefined || text === '' ? null : (JSON.parse(text) as KillPlan);
}
