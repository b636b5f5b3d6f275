import type { Row } from '../../../electron/contract/found.ts';
import type { Crumb, Item, PlaceName, ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toRef } from '../../api/client.ts';
import type { DropTarget } from '../../state/drop-target.ts';
import type { Page } from '../../state/navigation.ts';

export function toFolderTarget(head: ViewHead): DropTarget {
  const { accountId, folder, name, viewId } = head;
  if (folder === null)
    return { key: 'pane', viewId, name, upload: null, refusal: t('browse.dropRefusedShared') };
  return { key: 'pane', viewId, name, upload: head.canWrite ? { accountId, parent: folder } : null };
}

/** null: not a target. Main checks whether a shared folder is writable. */
export function toRowTarget(head: ViewHead, item: Item, go: (page: Page) => void): DropTarget | null {
  if (item.kind !== 'folder' || item.problem !== null) return null;
  const allowed = head.canWrite || head.folder === null;
  return {
    key: item.itemId,
    viewId: head.viewId,
    name: item.name,
    upload: allowed
      ? { accountId: head.accountId, parent: { driveId: item.driveId, itemId: item.itemId } }
      : null,
    open: () => go({ name: 'browse', place: placeOf(head, item), folder: toRef(item) }),
  };
}

const placeOf = ({ place }: ViewHead, item: Item | Row): PlaceName =>
  ('foundIn' in item ? item.foundIn?.place : null) ?? place;

export function toCrumbTarget(head: ViewHead, crumb: Crumb, open: () => void): DropTarget {
  const target = { key: `crumb ${crumb.path}`, viewId: head.viewId, name: crumb.name, open };
  if (crumb.ref === null) return { ...target, upload: null, refusal: t('browse.dropRefusedShared') };
  const upload = head.canWrite ? { accountId: head.accountId, parent: toRef(crumb.ref) } : null;
  return { ...target, upload };
}
