import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../electron/contract/errors.ts';
import { failureOf } from '../api/client.ts';
import { named } from '../words/failures.ts';
import { useApp } from './store.ts';

export interface ShownFailure {
  failure: Failure | null;
  clear: () => void;
  /** Shows it in place, or as a toast if the component is unmounted. */
  show: (thrown: unknown) => void;
  isHere: () => boolean;
}

/** `accountId`: the account concerned; `name`: the item, unless the failure names another. */
export function useFailure(accountId: string | undefined, name?: string): ShownFailure {
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
      const thrownFailure = failureOf(thrown);
      const shown = name === undefined ? thrownFailure : named(thrownFailure, name);
      if (here.current) setFailure(shown);
      else useApp.getState().toastFailure(shown, { accountId });
    },
    isHere: useCallback(() => here.current, []),
  };
}
