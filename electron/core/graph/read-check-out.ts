import type { CheckOut } from '../../contract/check-out.ts';
import type { ItemRef } from '../../contract/records.ts';
import { itemPath } from './addressing.ts';
import { parseWireItem, text, toPerson } from './drive-item.ts';
import type { GraphClient } from './graph-client.ts';

export interface RemoteCheckOut extends CheckOut {
  name: string | null;
  /** false also if the service doesn't say whose. */
  isMine: boolean;
}

/** The state is only included if selected by name. @throws AppError notFound, accessDenied … */
export async function readCheckOut(
  { account, graph }: { account: { address: string }; graph: Pick<GraphClient, 'json'> },
  item: ItemRef,
): Promise<RemoteCheckOut> {
  const path = `${itemPath(item)}?$select=id,name,publication`;
  const { name, publication } = await graph.json({ method: 'GET', path }, parseWireItem);
  const { level, checkedOutBy } = publication ?? {};
  const by = toPerson(checkedOutBy);
  const user = checkedOutBy?.user as { email?: unknown } | null | undefined;
  const isMine = text(user?.email)?.toLowerCase() === account.address.toLowerCase();
  return { name: text(name), by, isOut: by !== null || level === 'checkout', isMine };
}
