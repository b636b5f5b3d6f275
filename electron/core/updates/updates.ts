import type { UpdateState } from '../../contract/program.ts';
import type { TransferSummary } from '../../contract/transfers.ts';
import type { Policy } from '../policy/policy.ts';
import { resolveFeed, type BuiltIn } from '../policy/registration.ts';
import type { Clock, Log, Updater } from '../ports.ts';
import { toUpdateReason } from './update-failure.ts';

/** Each step on its own command and never over a transfer. */
export interface Updates {
  state(): UpdateState;
  check(): UpdateState;
  download(): UpdateState;
  install(): UpdateState;
  postpone(): UpdateState;
  /** An install may wait for the last transfer. */
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

const idle: UpdateState = {
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
  let now: UpdateState = offReason === null ? idle : { ...idle, state: 'off', offReason };

  const setState = (changes: Partial<UpdateState>): UpdateState => {
    now = { ...now, failure: null, percent: null, transfersLeft: 0, ...changes };
    options.changed(now);
    return now;
  };
  const fail = (during: During, error: unknown): void => {
    if (ended.signal.aborted) return;
    log.warn('update failed', { during, error: error instanceof Error ? error.message : String(error) });
    setState({ state: 'failed', failure: { during, reason: toUpdateReason(error) } });
  };

  const check = async (isAsked: boolean): Promise<void> => {
    const before = now;
    setState({ state: 'checking' });
    try {
      const version = await updater.check(feed ?? '');
      const checkedAt = new Date(clock.now()).toISOString();
      setState({ state: version === null ? 'current' : 'available', version, checkedAt });
    } catch (error) {
      // Automatic checks fail silently.
      if (isAsked) fail('check', error);
      else setState(before);
    }
  };
  const download = async (isRetry: boolean): Promise<void> => {
    setState({ state: 'downloading', percent: 0 });
    try {
      // Since the failure the feed may offer another version, or none.
      if (isRetry && (await updater.check(feed ?? '')) === null) {
        setState({ state: 'current', version: null });
        return;
      }
      await updater.download((percent) => {
        const whole = Math.min(100, Math.floor(percent));
        if (now.state === 'downloading' && now.percent !== whole)
          setState({ state: 'downloading', percent: whole });
      });
      setState({ state: 'ready' });
    } catch (error) {
      fail('download', error);
    }
  };
  const installWhenIdle = (summary: TransferSummary): UpdateState => {
    const transfersLeft = countBeforeInstall(summary);
    if (transfersLeft > 0) {
      return now.state === 'waiting' && now.transfersLeft === transfersLeft
        ? now
        : setState({ state: 'waiting', transfersLeft });
    }
    const state = setState({ state: 'installing' });
    updater.install().catch((error: unknown) => fail('install', error));
    return state;
  };

  /** Acts only in these states: a click may come from a page that is out of date. */
  const from = (states: readonly UpdateState['state'][], act: () => void): UpdateState => {
    if (states.includes(now.state)) act();
    return now;
  };
  const mayCheck = ['idle', 'current', 'available', 'failed'] as const;

  const checkDaily = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      from(mayCheck, () => void check(false));
      await clock.sleep(betweenChecksMs, ended.signal);
    }
  };
  // Ends by being aborted.
  if (offReason === null) checkDaily().catch(() => undefined);

  return {
    state: () => now,
    check: () => from(mayCheck, () => void check(true)),
    download: () =>
      from(['available', 'failed'], () =>
        now.version === null ? undefined : void download(now.state === 'failed'),
      ),
    install: () => from(['ready'], () => void installWhenIdle(options.transfers())),
    postpone: () => from(['waiting'], () => void setState({ state: 'ready' })),
    transfersChanged: (summary) => void from(['waiting'], () => void installWhenIdle(summary)),
    close: () => ended.abort(),
  };
}

/** A transfer that waits for a person could delay the update forever, and an install loses nothing of it. */
export function countBeforeInstall({
  active,
  waiting,
  waitingForPerson,
  allPaused,
}: TransferSummary): number {
  return allPaused ? 0 : active + waiting - waitingForPerson;
}

function toNoFeed(policy: Policy): 'policy' | 'noFeed' {
  return policy.locked.includes('updateFeed') ? 'policy' : 'noFeed';
}
