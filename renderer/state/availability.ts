import type { Command, Item, PlaceName, SelectionSummary } from '../../electron/contract/records.ts';
import type { Page } from './navigation.ts';

/** Why a command can't be used just now; the words stand in the catalogue. */
export type Reason =
  | 'notHere'
  | 'nothingSelected'
  | 'onlyOne'
  | 'readOnly'
  | 'sharedList'
  | 'revoked'
  | 'malware'
  | 'notebook'
  | 'noFiles'
  | 'noBack'
  | 'noForward'
  | 'atTop'
  | 'noUndo';

/** What decides whether a command can be used. */
export interface CommandFacts {
  page: Page['name'];
  /** of the open view; null while there is none */
  place: PlaceName | null;
  /** The folder shown is one: not the list of shared items. */
  inFolder: boolean;
  /** There is a folder above. */
  hasParent: boolean;
  canWrite: boolean;
  selected: SelectionSummary;
  /** The selected item where it is just one and its row is known. */
  onlyItem: Item | null;
  canGoBack: boolean;
  canGoForward: boolean;
  canUndo: boolean;
}

/** null: go ahead. Else the one reason that a person can do something about. */
export function whyNot(command: Command, facts: CommandFacts): Reason | null {
  switch (command) {
    case 'newFolder':
    case 'uploadFiles':
    case 'uploadFolder':
    case 'saveFile':
      return whyNotWrite(facts);
    case 'download':
    case 'downloadTo':
      return whyNotRead(facts) ?? (facts.selected.files + facts.selected.folders === 0 ? 'noFiles' : null);
    case 'open':
      return whyNotOpen(facts);
    case 'rename':
      return whyNotOne(facts) ?? whyNotChange(facts);
    case 'delete':
      return whyNotSome(facts) ?? whyNotChange(facts);
    case 'back':
      return facts.canGoBack ? null : 'noBack';
    case 'forward':
      return facts.canGoForward ? null : 'noForward';
    case 'up':
      return onBrowse(facts) ?? (facts.hasParent ? null : 'atTop');
    case 'undo':
      return facts.canUndo ? null : 'noUndo';
    case 'selectAll':
    case 'refresh':
    case 'filter':
    case 'addressBar':
    case 'preview':
      return onBrowse(facts);
    default:
      return null;
  }
}

function onBrowse(facts: CommandFacts): Reason | null {
  return facts.page === 'browse' && facts.place !== null ? null : 'notHere';
}

function whyNotWrite(facts: CommandFacts): Reason | null {
  const elsewhere = onBrowse(facts);
  if (elsewhere !== null) return elsewhere;
  if (!facts.inFolder) return 'sharedList';
  return facts.canWrite ? null : 'readOnly';
}

function whyNotSome(facts: CommandFacts): Reason | null {
  return onBrowse(facts) ?? (facts.selected.count === 0 ? 'nothingSelected' : null);
}

function whyNotOne(facts: CommandFacts): Reason | null {
  return whyNotSome(facts) ?? (facts.selected.count === 1 ? null : 'onlyOne');
}

function whyNotRead(facts: CommandFacts): Reason | null {
  return whyNotSome(facts) ?? facts.onlyItem?.problem ?? null;
}

function whyNotOpen(facts: CommandFacts): Reason | null {
  const reason = whyNotOne(facts) ?? whyNotRead(facts);
  return reason ?? (facts.onlyItem?.kind === 'package' ? 'notebook' : null);
}

/** Entries of the shared list belong to others: renaming or deleting one there is not ours to do. */
function whyNotChange(facts: CommandFacts): Reason | null {
  if (!facts.inFolder) return 'sharedList';
  if (!facts.canWrite) return 'readOnly';
  return null;
}
