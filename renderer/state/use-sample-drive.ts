import { useState } from 'react';
import type { Failure } from '../../electron/contract/errors.ts';
import { call, failureOf } from '../api/client.ts';
import { useApp } from './store.ts';

export interface SampleDrive {
  opening: boolean;
  failure: Failure | null;
  open: () => Promise<void>;
}

export function useSampleDrive(): SampleDrive {
  const openAccount = useApp((state) => state.openAccount);
  const [opening, setOpening] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const open = async () => {
    if (opening) return;
    setOpening(true);
    setFailure(null);
    try {
      openAccount(await call('accounts.addSample', {}));
    } catch (thrown) {
      setFailure(failureOf(thrown));
    } finally {
      setOpening(false);
    }
  };
  return { opening, failure, open };
}
