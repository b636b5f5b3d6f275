import type { DeletePlan } from '../../electron/contract/changes.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { formatList, formatSize } from './format.ts';

export function toDeleteTitle({ count, sampleNames: [name] }: DeletePlan): string {
  return name === undefined ? t('delete.titleUnnamed', { count }) : t('delete.title', { count, name });
}

export function toDeleteContents(plan: DeletePlan): string {
  const { files, folders, packages, shortcuts, sizeBytes } = plan;
  return formatList([
    ...(files > 0
      ? [t('delete.files', { count: files, size: formatSize(sizeBytes), hasSize: sizeBytes > 0 })]
      : []),
    ...(packages > 0 ? [t('delete.notebooks', { count: packages })] : []),
    ...(shortcuts > 0 ? [t('delete.shortcuts', { count: shortcuts })] : []),
    ...(folders > 0 ? [toFoldersText(plan)] : []),
  ]);
}

function toFoldersText({ folders: count, inFolders: items, folderBytes }: DeletePlan): string {
  if (items === 0) return t('delete.emptyFolders', { count });
  if (folderBytes === null)
    return items === null ? t('delete.folders', { count }) : t('delete.foldersOfItems', { count, items });
  const size = formatSize(folderBytes);
  return items === null
    ? t('delete.foldersOfSize', { count, size })
    : t('delete.foldersOfSizeAndItems', { count, size, items });
}

export function toSharedWarning({ sharedCount, count }: DeletePlan): string {
  return sharedCount === count
    ? t('delete.shared', { count })
    : t('delete.someShared', { count: sharedCount });
}

export function toDeleteOutcome({ canUndo, count }: DeletePlan): string {
  return canUndo ? t('delete.whereUndo', { count }) : t('delete.whereBin', { count });
}
