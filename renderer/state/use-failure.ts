import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../electron/contract/errors.ts';
import { failureOf } from '../api/client.ts';
import { useApp } from './store.ts';

export interface ShownFailure {
  failure: Failure | null;
  clear: () => void;
  /** Where it was asked for; below the page once a person has left that. */
  show: (thrown: unknown) => void;
  /** Nobody has left it. */
  isHere: () => boolean;
}

/** The failure of what a box or a dialog asked for. `accountId`: the account that it is about. */
export function useFailure(accountId: string | undefined): ShownFailure {
  const [failure, setFailure] = useState<Failure | null>(null);
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return {
    failure,
    clear: useCallback(() => setFailure(null), []),
    show(thrown) {
      if (here.current) setFailure(failureOf(thrown));
      else useApp.getState().toastFailure(failureOf(thrown), { accountId });
    },
    isHere: useCallback(() => here.current, []),
  };
}
