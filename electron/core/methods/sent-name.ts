import type { Sending } from '../../contract/methods.ts';
import { isOldName } from '../graph/item-names.ts';
import type { PlanDeps } from './plan-sending.ts';
import type { Destination, ReadySource, SendingMethod } from './send-files.ts';
import { checkTargetName } from './targets.ts';

/** @throws AppError badName, unless it only replaces a file that has that name */
export async function checkSentName(
  deps: PlanDeps,
  method: SendingMethod,
  { accountId, conflict }: Pick<Sending, 'accountId' | 'conflict'>,
  { name, kind }: Pick<ReadySource, 'name' | 'kind'>,
  { ref, path }: Destination,
  signal: AbortSignal,
): Promise<void> {
  const replaces = method !== 'create' && conflict === 'replace' && kind === 'file';
  if (replaces && isOldName(name)) {
    const existing = await deps.findEntry(accountId, ref, name, signal);
    if (existing?.kind === 'file') return;
  }
  checkTargetName(name, kind, path);
}
