import { useState } from 'react';
import type { Failure } from '../../../electron/contract/errors.ts';
import { useFailure } from '../../state/use-failure.ts';

export interface Action {
  busy: boolean;
  text: string | null;
  failure: Failure | null;
  /** One at a time. Returns whether it succeeded; `work` returns the message to show. */
  run(work: () => Promise<string>): Promise<boolean>;
}

export function useAction(accountId: string, name: string): Action {
  const [state, setState] = useState<Omit<Action, 'run' | 'failure'>>({ busy: false, text: null });
  const { failure, clear, show } = useFailure(accountId, name);
  const run = async (work: () => Promise<string>) => {
    if (state.busy) return false;
    setState({ busy: true, text: null });
    clear();
    try {
      setState({ busy: false, text: await work() });
      return true;
    } catch (thrown) {
      setState({ busy: false, text: null });
      show(thrown);
      return false;
    }
  };
  return { ...state, failure, run };
}
