import { useState } from 'react';
import type { Failure } from '../../../electron/contract/errors.ts';
import type { Account } from '../../../electron/contract/records.ts';
import type { DriveOwner, SignIn } from '../../../electron/contract/sign-in.ts';
import { call, failureOf } from '../../api/client.ts';

/** Somebody on the list, with what the person typed for them. */
export interface ChosenDrive {
  /** Object id, or the address where only that is known. */
  user: string;
  /** Their name, or the address. */
  label: string;
  address: string;
  name: string;
  group: string;
  rootPath: string;
  /** Why it could not be opened the last time. */
  failure: Failure | null;
}

export interface ChosenDrives {
  drives: readonly ChosenDrive[];
  /** Those that were opened so far. */
  opened: readonly Account[];
  busy: boolean;
  /** Why nothing could be tried at all. */
  refusal: Failure | null;
  add: (owner: DriveOwner) => void;
  change: (user: string, patch: Partial<ChosenDrive>) => void;
  remove: (user: string) => void;
  open: () => Promise<void>;
}

/** The list of drives to open. Those that could be opened leave it; the others stay with the reason. */
export function useChosenDrives({ signInId }: SignIn, onDone: () => void): ChosenDrives {
  const [drives, setDrives] = useState<readonly ChosenDrive[]>([]);
  const [opened, setOpened] = useState<readonly Account[]>([]);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Failure | null>(null);

  const open = async () => {
    if (busy || drives.length === 0) return;
    setBusy(true);
    setRefusal(null);
    try {
      const added = await call('signIn.addDrives', { signInId, drives: drives.map(toChoice) });
      const failures = new Map(added.map(({ user, failure }) => [user, failure]));
      const left = drives.flatMap((drive) => {
        const failure = failures.get(drive.user) ?? null;
        return failure === null ? [] : [{ ...drive, failure }];
      });
      setDrives(left);
      setOpened((before) => [...before, ...added.flatMap(({ account }) => account ?? [])]);
      if (left.length === 0) onDone();
    } catch (thrown) {
      setRefusal(failureOf(thrown));
    } finally {
      setBusy(false);
    }
  };

  return {
    drives,
    opened,
    busy,
    refusal,
    add: ({ userId, displayName, address }) =>
      setDrives((before) =>
        isChosen(before, address)
          ? before
          : [
              ...before,
              {
                user: userId,
                label: displayName,
                address,
                name: '',
                group: before.at(-1)?.group ?? '',
                rootPath: '',
                failure: null,
              },
            ],
      ),
    change: (user, patch) =>
      setDrives((before) => before.map((each) => (each.user === user ? { ...each, ...patch } : each))),
    remove: (user) => setDrives((before) => before.filter((each) => each.user !== user)),
    open,
  };
}

export const isChosen = (drives: readonly ChosenDrive[], address: string): boolean =>
  drives.some((each) => each.address.toLowerCase() === address.toLowerCase());

function toChoice({ user, name, group, rootPath }: ChosenDrive) {
  const path = rootPath.trim();
  return {
    user,
    name: name.trim() || null,
    group: group.trim() || null,
    rootPath: path === '' ? null : path.startsWith('/') ? path : `/${path}`,
  };
}
