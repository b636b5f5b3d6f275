import type { AccountDrive } from '../accounts/account-drive.ts';
import { itemPath } from '../graph/addressing.ts';
import { parseWireItem, type DriveEntry } from '../graph/drive-item.ts';

/** For more of them nobody waits. */
const mostFolders = 8;
/** A person waits for the question. */
const longestMs = 2_000;

/**
 * Bytes of everything in the folders, as the service adds them up (`size` of a folder); null where it does not say so in
 * time, or of too many.
 */
export async function weighFolders(
  { graph }: Pick<AccountDrive, 'graph'>,
  folders: readonly DriveEntry[],
): Promise<number | null> {
  if (folders.length > mostFolders) return null;
  const signal = AbortSignal.timeout(longestMs);
  try {
    const sizes = await Promise.all(
      folders.map(({ own }) => {
        const path = `${itemPath(own)}?$select=id,size`;
        return graph.json({ method: 'GET', path, signal, maxWaitMs: longestMs }, toSize);
      }),
    );
    return sizes.reduce((sum, sizeBytes) => sum + sizeBytes, 0);
  } catch {
    return null;
  }
}

function toSize(value: unknown): number | undefined {
  const { size }: { size?: unknown } = parseWireItem(value) ?? {};
  return typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : undefined;
}
