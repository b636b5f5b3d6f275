import type { UndoPlan } from '../../electron/contract/activity.ts';
import type { Failure } from '../../electron/contract/errors.ts';
import type { CarryPlan, DeletePlan } from '../../electron/contract/changes.ts';
import type { Account, Item, ItemRef, Picked, Selection } from '../../electron/contract/records.ts';
import type { ListKind } from '../../electron/contract/settings.ts';
import type { RedirectChoice } from '../../electron/contract/transfer-list.ts';
import type { FileFacts } from '../../electron/contract/transfers.ts';

export type Dialog =
  | { name: 'newFolder'; accountId: string; parent: ItemRef; parentName: string }
  | { name: 'confirmDelete'; accountId: string; selection: Selection; plan: DeletePlan; confirm: () => void }
  | { name: 'updateFile'; file: File; existing: FileFacts; confirm: () => void }
  /** Items for another drive are transferred through this computer. */
  | { name: 'carry'; verb: 'move' | 'copy'; picked: Picked; plan: CarryPlan; confirm: () => void }
  | { name: 'undoBetween'; plan: UndoPlan; confirm: () => void; giveUp: () => void }
  | { name: 'chooseFolder'; verb: 'move' | 'copy'; picked: Picked; from: ItemRef | null }
  /** Where an edited copy becomes a new file. */
  | { name: 'saveElsewhere'; documentId: string; accountId: string; fileName: string }
  /** Where transfers go that failed because of their target folder. `kind` names the button. */
  | {
      name: 'redirect';
      of: RedirectChoice;
      accountId: string;
      itemName: string;
      count: number;
      kind: 'upload' | 'move' | 'copy';
      /** A change that OneDrive makes itself can’t leave its drive. */
      isOneAccount: boolean;
    }
  /** `show` shows the file in its folder. */
  | { name: 'notOpened'; failure: Failure; show: () => void }
  | { name: 'editConflict'; documentId: string }
  | { name: 'share'; accountId: string; item: Item }
  | { name: 'versions'; accountId: string; item: Item }
  | { name: 'checkOut'; accountId: string; item: Item }
  | { name: 'fullPreview'; accountId: string; item: Item }
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
