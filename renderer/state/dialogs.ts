import type { Account, DeletePlan, ItemRef, Selection } from '../../electron/contract/records.ts';

/** The one dialog that is open. */
export type Dialog =
  | { name: 'newFolder'; accountId: string; parent: ItemRef; parentName: string }
  /** On yes, call `confirm`: it deletes, tells what came of it and moves the focus on. */
  | { name: 'confirmDelete'; accountId: string; selection: Selection; plan: DeletePlan; confirm: () => void }
  | { name: 'forgetEverything' }
  | { name: 'removeAccount'; account: Account }
  | { name: 'editAccount'; account: Account }
  | { name: 'permissions'; account: Account }
  | { name: 'licences' }
  | { name: 'keys' };
