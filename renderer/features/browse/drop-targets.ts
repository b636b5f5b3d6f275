import type { Crumb, Item, ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import type { DropTarget } from '../../state/drop-target.ts';

/** The open folder, for drops anywhere but on a folder's row. */
export function toFolderTarget(head: ViewHead): DropTarget {
  const { accountId, folder, name, viewId } = head;
  if (folder === null)
    return { key: 'pane', viewId, name, upload: null, refusal: t('browse.dropRefusedShared') };
  return { key: 'pane', viewId, name, upload: head.canWrite ? { accountId, parent: folder } : null };
}

/** A folder's row; null: not a target. Main checks whether a shared folder is writable. */
export function toRowTarget(head: ViewHead, item: Item): DropTarget | null {
  if (item.kind !== 'folder' || item.problem !== null) return null;
  const allowed = head.canWrite || head.folder === null;
  return {
    key: item.itemId,
    viewId: head.viewId,
    name: item.name,
    upload: allowed
      ? { accountId: head.accountId, parent: { driveId: item.driveId, itemId: item.itemId } }
      : null,
  };
}

export function toCrumbTarget(head: ViewHead, crumb: Crumb): DropTarget {
  const key = `crumb ${crumb.path}`;
  const { viewId } = head;
  if (crumb.ref === null)
    return { key, viewId, name: crumb.name, upload: null, refusal: t('browse.dropRefusedShared') };
  const { driveId, itemId } = crumb.ref;
  const upload = head.canWrite ? { accountId: head.accountId, parent: { driveId, itemId } } : null;
  return { key, viewId, name: crumb.name, upload };
}
