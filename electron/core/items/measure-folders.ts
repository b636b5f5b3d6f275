import type { AccountDrive } from '../accounts/account-drive.ts';
import { itemPath } from '../graph/addressing.ts';
import { parseWireItem, type DriveEntry } from '../graph/drive-item.ts';

const maxFolders = 8;
/** The user is waiting for the confirmation dialog. */
const timeoutMs = 2_000;

/** null if the service does not answer in time, or for too many. */
export async function measureFolders(
  { graph }: Pick<AccountDrive, 'graph'>,
  folders: readonly DriveEntry[],
): Promise<number | null> {
  if (folders.length > maxFolders) return null;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const sizes = await Promise.all(
      folders.map(({ own }) => {
        const path = `${itemPath(own)}?$select=id,size`;
        return graph.json({ method: 'GET', path, signal, maxWaitMs: timeoutMs }, toSize);
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
