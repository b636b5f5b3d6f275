import type { UpdateState } from '../../contract/program.ts';
import type { TransferSummary } from '../../contract/records.ts';
import type { Policy } from '../policy/policy.ts';
import { resolveFeed, type BuiltIn } from '../policy/registration.ts';
import type { Clock, Log, Updater } from '../ports.ts';
import { countBeforeInstall } from './judge-install.ts';
import { toUpdateReason } from './update-failure.ts';

/** Newer versions: looked for, fetched and installed each on its own command, and never over a transfer. */
export interface Updates {
  state(): UpdateState;
  check(): UpdateState;
  download(): UpdateState;
  install(): UpdateState;
  postpone(): UpdateState;
  /** Told with every change of the transfers: an install may wait for the last of them. */
  transfersChanged(summary: TransferSummary): void;
  close(): void;
}

export interface UpdatesOptions {
  updater: Updater;
  policy: Policy;
  builtIn: BuiltIn;
  clock: Clock;
  log: Log;
  transfers: () => TransferSummary;
  changed: (state: UpdateState) => void;
}

const betweenChecksMs = 24 * 60 * 60 * 1000;

const atRest: UpdateState = {
  state: 'idle',
  offReason: null,
  version: null,
  percent: null,
  transfersLeft: 0,
  checkedAt: null,
  failure: null,
};

type During = NonNullable<UpdateState['failure']>['during'];

/** Off unless the build or an administrator names a feed and this installation can replace itself. */
export async function createUpdates(options: UpdatesOptions): Promise<Updates> {
  const { updater, policy, builtIn, clock, log } = options;
  const ended = new AbortController();
  const feed = resolveFeed(policy, builtIn);
  const offReason = feed === null ? toNoFeed(policy) : await updater.whyNot();
  let now: UpdateState = offReason === null ? atRest : { ...atRest, state: 'off', offReason };

  const turn = (changes: Partial<UpdateState>): UpdateState => {
    now = { ...now, failure: null, percent: null, transfersLeft: 0, ...changes };
    options.changed(now);
    return now;
  };
  const fail = (during: During, error: unknown): void => {
    if (ended.signal.aborted) return;
    log.warn('update failed', { during, error: error instanceof Error ? error.message : String(error) });
    turn({ state: 'failed', failure: { during, reason: toUpdateReason(error) } });
  };

  const lookUp = async (isAsked: boolean): Promise<void> => {
    const before = now;
    turn({ state: 'checking' });
    try {
      const version = await updater.check(feed ?? '');
      const checkedAt = new Date(clock.now()).toISOString();
      turn({ state: version === null ? 'current' : 'available', version, checkedAt });
    } catch (error) {
      // Nobody asked: a feed that can't be reached is no news.
      if (isAsked) fail('check', error);
      else turn(before);
    }
  };
  const fetchIt = async (isRetry: boolean): Promise<void> => {
    turn({ state: 'downloading', percent: 0 });
    try {
      // After a failure the feed may promise something else by now.
      if (isRetry && (await updater.check(feed ?? '')) === null) {
        turn({ state: 'current', version: null });
        return;
      }
      await updater.download((percent) => {
        const whole = Math.min(100, Math.floor(percent));
        if (now.state === 'downloading' && now.percent !== whole)
          turn({ state: 'downloading', percent: whole });
      });
      turn({ state: 'ready' });
    } catch (error) {
      fail('download', error);
    }
  };
  const installWhenIdle = (summary: TransferSummary): UpdateState => {
    const transfersLeft = countBeforeInstall(summary);
    if (transfersLeft > 0) {
      return now.state === 'waiting' && now.transfersLeft === transfersLeft
        ? now
        : turn({ state: 'waiting', transfersLeft });
    }
    const state = turn({ state: 'installing' });
    updater.install().catch((error: unknown) => fail('install', error));
    return state;
  };

  /** Only from the states named; anything else is an old button's click. */
  const from = (states: readonly UpdateState['state'][], act: () => void): UpdateState => {
    if (states.includes(now.state)) act();
    return now;
  };
  const mayLookUp = ['idle', 'current', 'available', 'failed'] as const;

  const lookUpDaily = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      from(mayLookUp, () => void lookUp(false));
      await clock.sleep(betweenChecksMs, ended.signal);
    }
  };
  // It ends with the program, by being aborted.
  if (offReason === null) lookUpDaily().catch(() => undefined);

  return {
    state: () => now,
    check: () => from(mayLookUp, () => void lookUp(true)),
    download: () =>
      from(['available', 'failed'], () =>
        now.version === null ? undefined : void fetchIt(now.state === 'failed'),
      ),
    install: () => from(['ready'], () => void installWhenIdle(options.transfers())),
    postpone: () => from(['waiting'], () => void turn({ state: 'ready' })),
    transfersChanged: (summary) => void from(['waiting'], () => void installWhenIdle(summary)),
    close: () => ended.abort(),
  };
}

function toNoFeed(policy: Policy): 'policy' | 'noFeed' {
  return policy.locked.includes('updateFeed') ? 'policy' : 'noFeed';
}
