import type { FileVersion } from '../../../electron/contract/sharing.ts';

const oneSaveMs = 10_000;

/**
 * Some programs send a file and its time one after the other, and each becomes a version. null if the service
 * doesn't say when.
 */
export function countLatestSave(versions: readonly FileVersion[]): number | null {
  const [latest] = versions;
  if (latest === undefined || latest.modifiedAt === null) return null;
  const end = Date.parse(latest.modifiedAt);
  const other = versions.findIndex(
    ({ modifiedAt, modifiedBy }) =>
      modifiedAt === null || end - Date.parse(modifiedAt) > oneSaveMs || modifiedBy !== latest.modifiedBy,
  );
  return other === -1 ? versions.length : other;
}
