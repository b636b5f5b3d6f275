import { expect, test } from 'vitest';
import { toTrayState, toTrayText, type TrayFacts } from './tray-state.ts';

const atRest = {
  active: 0,
  quiet: 0,
  waiting: 0,
  waitingForPerson: 0,
  conflicts: 0,
  failed: 0,
  allPaused: false,
};
const facts = (summary: Partial<TrayFacts['summary']>, more: Partial<TrayFacts> = {}): TrayFacts => ({
  summary: { ...atRest, ...summary },
  signInNeeded: 0,
  isOnline: true,
  ...more,
});

test.each([
  [facts({}), 'idle', 'Slipway: nothing to do'],
  [facts({ active: 2, waiting: 1 }), 'working', 'Slipway: 3 transfers in progress'],
  [facts({ active: 2, allPaused: true }), 'paused', 'Slipway: all transfers are paused'],
  [facts({ active: 1 }, { isOnline: false }), 'offline', 'Slipway: no network'],
  [facts({ conflicts: 1, active: 9 }), 'attention', 'Slipway: 1 transfer needs attention'],
  [
    facts({}, { signInNeeded: 2, isOnline: false }),
    'attention',
    'Slipway: 2 accounts need you to sign in again',
  ],
  [
    facts({ failed: 2 }, { signInNeeded: 1 }),
    'attention',
    'Slipway: 1 account needs you to sign in again, 2 transfers need attention',
  ],
] as const)('%j is %s', (given, state, text) => {
  expect(toTrayState(given)).toBe(state);
  expect(toTrayText(given)).toBe(text);
});
