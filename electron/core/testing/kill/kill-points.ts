export type KillDrive = 'personal' | 'business' | 'documentLibrary';
/** Small files go by session on work drives and in libraries, too. */
type KindOfDrive = 'personal' | 'business';

/**
 * Where a process can be made to end itself by SIGKILL, and how often a batch comes past there at least, nearly always:
 * which time it is, is drawn from that. "asked" is before a request leaves, "answered" before anyone learns the answer;
 * "body" between two blocks, "end" after the last one. 0: never, as on work drives only an empty file goes without a session.
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

/** How often a batch on such a drive comes past a point. */
export const timesPast = (point: KillPoint, drive: KillDrive): number =>
  killPoints[point][drive === 'personal' ? 'personal' : 'business'];

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
