import { useEffect, useRef, useState } from 'react';
import type { DriveOwner, DriveState } from '../../../electron/contract/sign-in.ts';
import { call } from '../../api/client.ts';
import { useDebounced } from '../../ui/use-debounced.ts';

export type DriveStates = ReadonlyMap<string, DriveState>;

/** Nothing is requested while scrolling. */
const restMs = 250;

/** An organization may have too many people to check. */
export function useDriveStates(signInId: string): {
  states: DriveStates;
  see: (visible: readonly DriveOwner[]) => void;
} {
  const [states, setStates] = useState<DriveStates>(new Map());
  const [visible, setVisible] = useState('');
  const requested = useRef(new Set<string>());
  const resting = useDebounced(visible, restMs);
  useEffect(() => {
    const userIds = resting.split('\n').filter((userId) => userId !== '' && !requested.current.has(userId));
    if (userIds.length === 0) return;
    for (const userId of userIds) requested.current.add(userId);
    const keep = (answers: readonly DriveState[]) => {
      const answered = userIds.map((userId, at) => [userId, answers[at] ?? 'unknown'] as const);
      for (const [userId, state] of answered) if (state === 'unknown') requested.current.delete(userId);
      setStates((before) => new Map([...before, ...answered]));
    };
    void call('signIn.checkDrives', { signInId, userIds }).then(keep, () => keep([]));
  }, [signInId, resting]);
  return { states, see: (people) => setVisible(people.map(({ userId }) => userId).join('\n')) };
}
