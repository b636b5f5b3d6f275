import type { AccountReport, ManyDone } from '../../../electron/contract/account-overview.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { useApp } from '../../state/store.ts';
import { formatList } from '../../words/format.ts';
import type { AccountRow } from './account-rows.ts';

const toIds = (rows: readonly AccountRow[]): string[] => rows.map(({ rowId }) => rowId);
const maxNames = 3;

export function signInTo([accountId, ...next]: readonly string[]): void {
  if (accountId === undefined) return;
  useApp.getState().go({ name: 'signIn', again: { accountId, scopes: [], next } });
}

export async function askQuotas(rows: readonly AccountRow[]): Promise<void> {
  const done = await callOrToast('accounts.askQuotas', { accountIds: toIds(rows) });
  if (done !== null) showFailures(done, 'overview.notAsked');
}

export async function pause(rows: readonly AccountRow[], isPaused: boolean): Promise<void> {
  await callOrToast('accounts.pause', { accountIds: toIds(rows), isPaused });
}

export async function exportRows(report: AccountReport, rows: readonly AccountRow[]): Promise<void> {
  const saved = await callOrToast('accounts.export', { report, accountIds: toIds(rows) });
  if (saved === null) return;
  useApp.getState().toast({ tone: 'success', text: t('overview.exported', { name: saved.name }) });
}

export function showFailures({ failures }: ManyDone, key: 'overview.notAsked' | 'overview.notRemoved'): void {
  const [first] = failures;
  if (first === undefined) return;
  const names = formatList(failures.slice(0, maxNames).map(({ name }) => showText(name)));
  useApp.getState().toastFailure(first.failure, { text: t(key, { count: failures.length, names }) });
}
