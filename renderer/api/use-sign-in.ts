import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../electron/contract/errors.ts';
import type { SignIn, SignInRequest } from '../../electron/contract/sign-in.ts';
import { call, failureOf, listen } from './client.ts';

export interface SigningIn {
  signIn: SignIn | null;
  /** Why it couldn't start. Later failures are in `signIn.failure`. */
  refusal: Failure | null;
  begin: (request: SignInRequest) => Promise<void>;
  openAgain: () => Promise<void>;
  cancel: () => Promise<void>;
  reset: () => void;
}

const isEnded = ({ state }: SignIn): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

const giveUp = ({ signInId }: SignIn): void =>
  void call('signIn.cancel', { signInId }).catch(() => undefined);

export function useSignIn(): SigningIn {
  const [signIn, setSignIn] = useState<SignIn | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const current = useRef<SignIn | null>(null);
  // Events may arrive before the result of the call that started the sign-in.
  const latest = useRef(new Map<string, SignIn>());
  const isGone = useRef(false);

  const receive = useCallback((next: SignIn | null) => {
    current.current = next;
    setSignIn(next);
  }, []);

  useEffect(() => {
    isGone.current = false;
    const unlisten = listen('signIn.changed', (next) => {
      latest.current.set(next.signInId, next);
      if (next.signInId === current.current?.signInId) receive(next);
    });
    return () => {
      unlisten();
      isGone.current = true;
      const last = current.current;
      if (last !== null && !isEnded(last)) giveUp(last);
    };
  }, [receive]);

  const attempt = useCallback(async (work: () => Promise<void>) => {
    setRefusal(null);
    try {
      await work();
    } catch (thrown) {
      setRefusal(failureOf(thrown));
    }
  }, []);

  const begin = useCallback(
    (request: SignInRequest) =>
      attempt(async () => {
        const begun = await call('signIn.begin', request);
        // Unmounted before the result arrived.
        if (isGone.current) giveUp(begun);
        else receive(latest.current.get(begun.signInId) ?? begun);
      }),
    [attempt, receive],
  );
  const ofCurrent = useCallback(
    (method: 'signIn.openAgain' | 'signIn.cancel') =>
      attempt(async () => {
        const signInId = current.current?.signInId;
        if (signInId !== undefined) await call(method, { signInId });
      }),
    [attempt],
  );
  return {
    signIn,
    refusal,
    begin,
    openAgain: useCallback(() => ofCurrent('signIn.openAgain'), [ofCurrent]),
    // A finished sign-in needs no canceling.
    cancel: useCallback(async () => {
      if (current.current !== null && !isEnded(current.current)) await ofCurrent('signIn.cancel');
    }, [ofCurrent]),
    reset: useCallback(() => receive(null), [receive]),
  };
}
