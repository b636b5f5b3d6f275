import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../electron/contract/errors.ts';
import { failureOf } from '../api/client.ts';
import { useApp } from './store.ts';

export interface ShownFailure {
  failure: Failure | null;
  clear: () => void;
  /** Shows it in place, or as a toast if the component is unmounted. */
  show: (thrown: unknown) => void;
  isHere: () => boolean;
}

/** `accountId`: the account concerned. */
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
