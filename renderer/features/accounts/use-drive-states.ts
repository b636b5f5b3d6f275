import { useEffect, useRef, useState } from 'react';
import type { DriveOwner, DriveState } from '../../../electron/contract/sign-in.ts';
import { call } from '../../api/client.ts';
import { useDebounced } from '../../ui/use-debounced.ts';

export type DriveStates = ReadonlyMap<string, DriveState>;

/** What scrolls by is not asked about. */
const restMs = 250;

/** Who has a drive, of those that are or were in sight: an organisation may have more people than one should ask about. */
export function useDriveStates(signInId: string): {
  states: DriveStates;
  see: (inSight: readonly DriveOwner[]) => void;
} {
  const [states, setStates] = useState<DriveStates>(new Map());
  const [inSight, setInSight] = useState('');
  const asked = useRef(new Set<string>());
  const resting = useDebounced(inSight, restMs);
  useEffect(() => {
    const userIds = resting.split('\n').filter((userId) => userId !== '' && !asked.current.has(userId));
    if (userIds.length === 0) return;
    for (const userId of userIds) asked.current.add(userId);
    const keep = (answers: readonly DriveState[]) => {
      const told = userIds.map((userId, at) => [userId, answers[at] ?? 'unknown'] as const);
      // Asked again when it is next in sight.
      for (const [userId, state] of told) if (state === 'unknown') asked.current.delete(userId);
      setStates((before) => new Map([...before, ...told]));
    };
    void call('signIn.checkDrives', { signInId, userIds }).then(keep, () => keep([]));
  }, [signInId, resting]);
  return { states, see: (people) => setInSight(people.map(({ userId }) => userId).join('\n')) };
}
