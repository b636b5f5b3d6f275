import { useMemo, useRef, useState } from 'react';
import type { Failure } from '../../../electron/contract/errors.ts';
import type { Account } from '../../../electron/contract/records.ts';
import type { DriveAdded, DriveOwner, SignIn } from '../../../electron/contract/sign-in.ts';
import { call, failureOf } from '../../api/client.ts';

export interface ChosenDrive {
  /** Object id, or the address if only that is known. */
  user: string;
  label: string;
  address: string;
  name: string;
  group: string;
  rootPath: string;
  failure: Failure | null;
}

export interface ChosenDrives {
  drives: readonly ChosenDrive[];
  opened: readonly Account[];
  progress: { done: number; all: number } | null;
  refusal: Failure | null;
  has: (owner: DriveOwner) => boolean;
  add: (owners: readonly DriveOwner[]) => void;
  change: (user: string, patch: Partial<ChosenDrive>) => void;
  remove: (user: string) => void;
  clear: () => void;
  open: () => Promise<void>;
  /** Drives being opened still finish. */
  stop: () => void;
}

export function useChosenDrives({ signInId }: SignIn): ChosenDrives {
  const [drives, setDrives] = useState<readonly ChosenDrive[]>([]);
  const [opened, setOpened] = useState<readonly Account[]>([]);
  const [progress, setProgress] = useState<ChosenDrives['progress']>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const stopped = useRef(false);
  const addresses = useMemo(() => new Set(drives.map(({ address }) => toKey(address))), [drives]);

  /** Opened drives are kept if a later step is stopped or refused. */
  const openInSteps = async (all: readonly ChosenDrive[]) => {
    const atOnce = toStep(all.length);
    let hasFailed = false;
    for (let done = 0; done < all.length && !stopped.current; done += atOnce) {
      setProgress({ done, all: all.length });
      const step = all.slice(done, done + atOnce);
      const keepOpen: boolean = hasFailed || done + atOnce < all.length;
      const added: readonly DriveAdded[] = await call('signIn.addDrives', {
        signInId,
        drives: step.map(toChoice),
        keepOpen,
      });
      const outcomes = new Map(added.map(({ user, failure }) => [user, failure]));
      hasFailed ||= added.some(({ failure }) => failure !== null);
      setDrives((before) => before.flatMap((drive) => toLeft(drive, outcomes)));
      setOpened((before) => [...before, ...added.flatMap(({ account }) => account ?? [])]);
    }
  };

  const open = async () => {
    if (progress !== null || drives.length === 0) return;
    stopped.current = false;
    setRefusal(null);
    try {
      await openInSteps(drives);
    } catch (thrown) {
      setRefusal(failureOf(thrown));
    } finally {
      setProgress(null);
    }
  };

  return {
    drives,
    opened,
    progress,
    refusal,
    has: ({ address }) => addresses.has(toKey(address)),
    add: (owners) => setDrives((before) => withOwners(before, owners)),
    change: (user, patch) =>
      setDrives((before) => before.map((each) => (each.user === user ? { ...each, ...patch } : each))),
    remove: (user) => setDrives((before) => before.filter((each) => each.user !== user)),
    clear: () => setDrives([]),
    open,
    stop: () => (stopped.current = true),
  };
}

const toKey = (address: string): string => address.toLowerCase();

/** Small enough to show progress, large enough that thousands of drives don't take thousands of requests. */
const toStep = (count: number): number => Math.min(100, Math.max(4, Math.ceil(count / 40)));

function toLeft(drive: ChosenDrive, outcomes: ReadonlyMap<string, Failure | null>): ChosenDrive[] {
  const failure = outcomes.get(drive.user);
  if (failure === undefined) return [drive];
  return failure === null ? [] : [{ ...drive, failure }];
}

function withOwners(before: readonly ChosenDrive[], owners: readonly DriveOwner[]): readonly ChosenDrive[] {
  const there = new Set(before.map(({ address }) => toKey(address)));
  const group = before.at(-1)?.group ?? '';
  const added = owners.flatMap(({ userId, displayName, address }) => {
    if (there.has(toKey(address))) return [];
    there.add(toKey(address));
    return { user: userId, label: displayName, address, name: '', group, rootPath: '', failure: null };
  });
  return [...before, ...added];
}

function toChoice({ user, name, group, rootPath }: ChosenDrive) {
  const path = rootPath.trim();
  return {
    user,
    name: name.trim() || null,
    group: group.trim() || null,
    rootPath: path === '' ? null : path.startsWith('/') ? path : `/${path}`,
  };
}
