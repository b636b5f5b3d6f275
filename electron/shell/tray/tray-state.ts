import type { TransferSummary } from '../../contract/transfers.ts';
import { t } from '../../contract/strings/translate.ts';

export interface TrayFacts {
  summary: Pick<
    TransferSummary,
    'active' | 'quiet' | 'waiting' | 'waitingForPerson' | 'conflicts' | 'failed' | 'allPaused'
  >;
  signInNeeded: number;
  isOnline: boolean;
}

export const trayStates = ['attention', 'offline', 'paused', 'working', 'idle'] as const;
export type TrayState = (typeof trayStates)[number];

export function toTrayState({ summary, signInNeeded, isOnline }: TrayFacts): TrayState {
  const { active, quiet, waiting, waitingForPerson, conflicts, failed, allPaused } = summary;
  if (signInNeeded + waitingForPerson + conflicts + failed > 0) return 'attention';
  if (!isOnline) return 'offline';
  if (allPaused) return 'paused';
  return active + quiet + waiting > 0 ? 'working' : 'idle';
}

export function toTrayText(facts: TrayFacts): string {
  const { active, quiet, waiting, conflicts, failed } = facts.summary;
  return t(`tray.states.${toTrayState(facts)}`, {
    count: active + quiet + waiting,
    transfers: conflicts + failed + facts.summary.waitingForPerson,
    accounts: facts.signInNeeded,
  });
}
