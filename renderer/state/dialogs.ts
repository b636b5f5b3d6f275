import type { Failure } from '../../electron/contract/errors.ts';
import type {
  Account,
  CarryPlan,
  DeletePlan,
  FileFacts,
  Item,
  ItemRef,
  ListKind,
  Picked,
  Selection,
} from '../../electron/contract/records.ts';

export type Dialog =
  | { name: 'newFolder'; accountId: string; parent: ItemRef; parentName: string }
  /** On yes, call `confirm`: it deletes, tells what came of it and moves the focus on. */
  | { name: 'confirmDelete'; accountId: string; selection: Selection; plan: DeletePlan; confirm: () => void }
  /** `file` takes the place of `existing` on yes. */
  | { name: 'updateFile'; file: File; existing: FileFacts; confirm: () => void }
  /** What goes to another drive travels through this computer. */
  | { name: 'carry'; verb: 'move' | 'copy'; picked: Picked; plan: CarryPlan; confirm: () => void }
  /** Where to move or copy what was picked. */
  | { name: 'chooseFolder'; verb: 'move' | 'copy'; picked: Picked; from: ItemRef | null }
  /** A file that is not opened: `show` shows it in its folder. */
  | { name: 'notOpened'; failure: Failure; show: () => void }
  /** A local copy that was edited here, of a file that has a newer version in OneDrive. */
  | { name: 'editConflict'; documentId: string }
  | { name: 'share'; accountId: string; item: Item }
  | { name: 'versions'; accountId: string; item: Item }
  | { name: 'checkOut'; accountId: string; item: Item }
  | { name: 'fullPreview'; accountId: string; item: Item }
  /** For a link that somebody sent. */
  | { name: 'sharedLink'; accountId: string }
  | { name: 'forgetEverything' }
  | { name: 'removeAccount'; account: Account }
  | { name: 'removeAccounts'; accounts: readonly Account[] }
  | { name: 'editAccount'; account: Account }
  | { name: 'permissions'; account: Account }
  | { name: 'compare' }
  | { name: 'columns'; kind: ListKind }
  | { name: 'licences' }
  | { name: 'keys' }
  | { name: 'news' };
