import type { QueryClient } from '@tanstack/react-query';
import type { Item, Selection, ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call } from '../../api/client.ts';
import { copyMarksQuery } from '../../api/document-queries.ts';
import { cachedItem } from '../../api/row-access.ts';
import { useApp } from '../../state/store.ts';

/** How many items to check for whether all are kept already. */
const maxChecked = 500;

export async function toggleKept(
  client: QueryClient,
  head: ViewHead,
  selection: Selection,
  target: Item | null,
): Promise<void> {
  const { accountId } = head;
  const items = target === null ? toItems(client, selection) : [target];
  const isKept = !(await areKept(client, head, items));
  const { count } = await call('copies.keep', { accountId, selection, isKept });
  if (count === 0) return;
  const name = items?.[0]?.name ?? '';
  const { toast, go } = useApp.getState();
  toast({
    text: t(isKept ? 'commands.keeping' : 'commands.noLongerKept', { count, name }),
    action: { label: t('commands.showCopies'), run: () => go({ name: 'documents' }) },
  });
}

/** null: too many items, or not all are cached. */
function toItems(client: QueryClient, { viewId, mode, itemIds }: Selection): Item[] | null {
  if (mode !== 'only' || itemIds.length > maxChecked) return null;
  const items = itemIds
    .map((itemId) => cachedItem(client, viewId, itemId))
    .filter((item) => item !== undefined);
  return items.length === itemIds.length ? items : null;
}

async function areKept(
  client: QueryClient,
  { accountId, path }: ViewHead,
  items: readonly Item[] | null,
): Promise<boolean> {
  if (items === null) return false;
  const marks = await client.fetchQuery(copyMarksQuery(accountId, path, items));
  return items.every(({ itemId }) => marks[itemId]?.isKeptItself === true);
}
