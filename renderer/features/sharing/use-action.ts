import { useState } from 'react';
import type { Failure } from '../../../electron/contract/errors.ts';
import { failureOf } from '../../api/client.ts';

export interface Action {
  busy: boolean;
  text: string | null;
  failure: Failure | null;
  /** Runs one action at a time and returns whether it succeeded. `work` returns the message to show. */
  run(work: () => Promise<string>): Promise<boolean>;
}

export function useAction(): Action {
  const [state, setState] = useState<Omit<Action, 'run'>>({ busy: false, text: null, failure: null });
  const run = async (work: () => Promise<string>) => {
    if (state.busy) return false;
    setState({ busy: true, text: null, failure: null });
    try {
      setState({ busy: false, text: await work(), failure: null });
      return true;
    } catch (thrown) {
      setState({ busy: false, text: null, failure: failureOf(thrown) });
      return false;
    }
  };
  return { ...state, run };
}
