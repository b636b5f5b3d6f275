import type { FolderNode, ItemRef } from '../../contract/records.ts';
import { getLocale } from '../../contract/strings/translate.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { encodeSegment, itemPath } from '../graph/addressing.ts';
import { entryFields, parseWireListing, toEntry, type WireItem } from '../graph/drive-item.ts';
import { createItems } from '../graph/items.ts';
import { toSearchPath } from '../graph/search-drive.ts';

const maxFolders = 2_000;
const maxFound = 50;

/** Sorted by name. @throws AppError notFound, accessDenied, offline … */
export async function listFolders(drive: AccountDrive, folder: ItemRef): Promise<FolderNode[]> {
  const found = new Map<string, FolderNode>();
  await createItems(drive).children(folder, async (entries) => {
    for (const { kind, driveId, itemId, name } of entries)
      if (kind === 'folder' && found.size < maxFolders)
        found.set(itemId, { driveId, itemId, name, path: null });
  });
  const compare = new Intl.Collator(getLocale(), { numeric: true }).compare;
  return [...found.values()].toSorted((one, other) => compare(one.name, other.name));
}

export async function findFolders(drive: AccountDrive, text: string): Promise<FolderNode[]> {
  const search = toSearchPath(text);
  if (search === null) return [];
  const path = `/drives/${encodeSegment(drive.account.driveId)}/root/${search}?$select=${entryFields}&$top=200`;
  const { items } = await drive.graph.json({ method: 'GET', path }, parseWireListing);
  return items.flatMap((wire) => toNode(wire, drive.account.driveId)).slice(0, maxFound);
}

function toNode(wire: WireItem, myDriveId: string): FolderNode[] {
  const entry = toEntry(wire, myDriveId);
  if (entry?.kind !== 'folder') return [];
  const { driveId, itemId, name } = entry;
  return [{ driveId, itemId, name, path: null }];
}

/** "myfiles/Finance", for the first results. */
export async function withParents(drive: AccountDrive, nodes: readonly FolderNode[]): Promise<FolderNode[]> {
  const answers = await Promise.all(
    createItems(drive).batch(
      nodes.map(({ driveId, itemId, name }) => ({
        method: 'GET' as const,
        path: `${itemPath({ driveId, itemId })}?$select=id,parentReference`,
        subject: name,
      })),
    ),
  );
  return nodes.map((node, place) => {
    const answer = answers[place];
    return { ...node, path: answer?.ok === true ? toParentPath(answer.body) : null };
  });
}

/** "/drive/root:/Finance/2026" is percent-encoded. */
function toParentPath(body: unknown): string | null {
  const { path } = (body as { parentReference?: { path?: unknown } } | null)?.parentReference ?? {};
  if (typeof path !== 'string' || !path.includes(':')) return null;
  const below = path.slice(path.indexOf(':') + 1);
  try {
    return `myfiles${decodeURIComponent(below)}`;
  } catch {
    return `myfiles${below}`;
  }
}
