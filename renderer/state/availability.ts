import type { Command } from '../../electron/contract/commands.ts';
import type { CopyMark } from '../../electron/contract/local-copies.ts';
import type { Item, PlaceName, SelectionSummary } from '../../electron/contract/records.ts';
import type { Row } from '../../electron/contract/found.ts';
import type { Page } from './navigation.ts';

export type Reason =
  | 'notHere'
  | 'nothingSelected'
  | 'onlyOne'
  | 'oneAccount'
  | 'readOnly'
  | 'sharedList'
  | 'revoked'
  | 'malware'
  | 'notebook'
  | 'noFiles'
  | 'keptWithFolder'
  | 'onlyFiles'
  | 'onlyFolders'
  | 'onlyTheirFolders'
  | 'onlyLibraryFiles'
  | 'onlyFilesShown'
  | 'searched'
  | 'noBack'
  | 'noForward'
  | 'atTop'
  | 'nothingCut'
  | 'noUndo'
  | 'noRedo'
  | OtherReason;

export type OtherReason = 'notSplit' | 'otherNoFolder' | 'otherReadOnly' | 'sameFolder';

const selfEvident: readonly Reason[] = ['notHere', 'noBack', 'noForward', 'atTop'];

/** The page already shows that there is nowhere to go. */
export const needsMessage = (reason: Reason): boolean => !selfEvident.includes(reason);

export interface CommandFacts {
  page: Page['name'];
  /** of the open view, if any */
  place: PlaceName | null;
  /** Shows search results, so there is no folder to add to. */
  isSearch: boolean;
  /** Not the list of shared items. */
  inFolder: boolean;
  hasParent: boolean;
  canWrite: boolean;
  selected: SelectionSummary;
  accountIds: readonly string[];
  onlyItem: Item | null;
  mark: CopyMark | null;
  /** It is someone else's folder that is in the index. */
  isSearched: boolean;
  canGoBack: boolean;
  canGoForward: boolean;
  canUndo: boolean;
  canRedo: boolean;
  canPaste: boolean;
  other: OtherReason | null;
}

export function forTarget(facts: CommandFacts, target: Item | null): CommandFacts {
  if (target === null) return facts;
  const { kind, sizeBytes } = target;
  const selected: SelectionSummary = {
    count: 1,
    files: kind === 'file' ? 1 : 0,
    folders: kind === 'folder' ? 1 : 0,
    packages: kind === 'package' ? 1 : 0,
    sizeBytes: sizeBytes ?? 0,
  };
  const mark = target.itemId === facts.onlyItem?.itemId ? facts.mark : null;
  const accountIds = 'accountId' in target ? [(target as Row).accountId] : facts.accountIds;
  return { ...facts, selected, accountIds, onlyItem: target, mark };
}

/** null: enabled. */
export function getDisabledReason(command: Command, facts: CommandFacts): Reason | null {
  if (command === 'checkOut') return checkOutReason(facts);
  return command === 'refreshAll' ? compareReason({ ...facts, other: null }) : reasonOf(command, facts);
}

function reasonOf(command: Exclude<Command, 'checkOut' | 'refreshAll'>, facts: CommandFacts): Reason | null {
  switch (command) {
    case 'newFolder':
    case 'uploadFiles':
    case 'uploadFolder':
    case 'saveFile':
      return writeReason(facts);
    case 'download':
    case 'downloadTo':
      return readReason(facts) ?? (facts.selected.files + facts.selected.folders === 0 ? 'noFiles' : null);
    case 'keep':
      return keepReason(facts);
    case 'openOnWeb':
      return browseReason(facts) ?? (facts.selected.count > 1 ? 'onlyOne' : null);
    case 'open':
      return openReason(facts);
    case 'openInNewWindow':
      return openReason(facts) ?? (facts.onlyItem?.kind === 'folder' ? null : 'onlyFolders');
    case 'copyPath':
    case 'copyTo':
    case 'copy':
      return copyReason(command, facts);
    case 'copyToOther':
      return getDisabledReason('copyTo', facts) ?? facts.other;
    case 'moveToOther':
      return getDisabledReason('moveTo', facts) ?? facts.other;
    case 'compare':
      return compareReason(facts);
    case 'moveTo':
    case 'cut':
      return selectionReason(facts) ?? changeReason(facts);
    case 'duplicate':
      // Search results are in many folders; each copy goes next to its original.
      return (facts.isSearch ? singleReason(facts) : selectionReason(facts)) ?? changeReason(facts);
    case 'paste':
      return writeReason(facts) ?? (facts.canPaste ? null : 'nothingCut');
    case 'share':
    case 'copyLink':
      return singleReason(facts) ?? facts.onlyItem?.problem ?? null;
    case 'addShortcut':
      return shortcutReason(facts);
    case 'includeInSearch':
      return shortcutReason(facts) ?? (facts.isSearched ? 'searched' : null);
    case 'versions':
      return versionsReason(facts);
    case 'rename':
      return singleReason(facts) ?? changeReason(facts);
    case 'delete':
      return selectionReason(facts) ?? (isRemovable(facts) ? null : changeReason(facts));
    case 'fullPreview':
      return singleReason(facts) ?? (facts.onlyItem?.kind === 'file' ? null : 'onlyFilesShown');
    case 'showInFolder':
      return facts.isSearch || facts.page === 'space' ? singleReason(facts) : 'notHere';
    case 'back':
      return facts.canGoBack ? null : 'noBack';
    case 'forward':
      return facts.canGoForward ? null : 'noForward';
    case 'up':
      return browseReason(facts) ?? (facts.hasParent ? null : 'atTop');
    case 'undo':
      return facts.canUndo ? null : 'noUndo';
    case 'redo':
      return facts.canRedo ? null : 'noRedo';
    case 'filter':
      if (facts.page === 'settings' || facts.page === 'accounts') return null;
      return facts.page === 'space' ? 'notHere' : browseReason(facts);
    case 'splitView':
    case 'addressBar':
    case 'asList':
    case 'asTiles':
      return facts.page === 'space' ? 'notHere' : browseReason(facts);
    case 'selectAll':
    case 'refresh':
    case 'columns':
    case 'preview':
      return browseReason(facts);
    default:
      return null;
  }
}

const betweenPanes: readonly Command[] = ['copyToOther', 'moveToOther', 'compare'];

/** Left out of menus without a second pane. */
export const isForPanes = (command: Command, { other }: CommandFacts): boolean =>
  other !== 'notSplit' || !betweenPanes.includes(command);

/** Deleting an entry of Shared only hides it and changes nothing in OneDrive. */
export const isRemovable = ({ place, inFolder, isSearch, onlyItem }: CommandFacts): boolean =>
  place === 'shared' && !inFolder && !isSearch && onlyItem !== null;

function browseReason(facts: CommandFacts): Reason | null {
  const hasFiles = facts.page === 'browse' || facts.page === 'search' || facts.page === 'space';
  return hasFiles && facts.place !== null ? null : 'notHere';
}

function writeReason(facts: CommandFacts): Reason | null {
  const elsewhere = browseReason(facts);
  if (elsewhere !== null) return elsewhere;
  if (facts.isSearch) return 'notHere';
  if (!facts.inFolder) return 'sharedList';
  return facts.canWrite ? null : 'readOnly';
}

/** Comparing works in view-only folders too. */
function compareReason({ other, isSearch, inFolder, ...facts }: CommandFacts): Reason | null {
  if (other !== null && other !== 'otherReadOnly') return other;
  return isSearch || !inFolder ? 'notHere' : browseReason({ ...facts, other, isSearch, inFolder });
}

function selectionReason(facts: CommandFacts): Reason | null {
  const reason = browseReason(facts) ?? (facts.selected.count === 0 ? 'nothingSelected' : null);
  return reason ?? (facts.selected.count > 1 && facts.accountIds.length !== 1 ? 'oneAccount' : null);
}

function singleReason(facts: CommandFacts): Reason | null {
  return selectionReason(facts) ?? (facts.selected.count === 1 ? null : 'onlyOne');
}

function readReason(facts: CommandFacts): Reason | null {
  return selectionReason(facts) ?? facts.onlyItem?.problem ?? null;
}

/** Copying leaves the source unchanged, so it works in the list of shared items too. */
const copyReason = (command: Command, facts: CommandFacts): Reason | null =>
  command === 'copyPath' || facts.inFolder || facts.isSearch ? selectionReason(facts) : readReason(facts);

function keepReason(facts: CommandFacts): Reason | null {
  const reason =
    readReason(facts) ?? (facts.selected.files + facts.selected.folders === 0 ? 'noFiles' : null);
  return reason ?? (facts.mark?.isKept === true && !facts.mark.isKeptItself ? 'keptWithFolder' : null);
}

function openReason(facts: CommandFacts): Reason | null {
  const reason = singleReason(facts) ?? readReason(facts);
  return reason ?? (facts.onlyItem?.kind === 'package' ? 'notebook' : null);
}

function versionsReason(facts: CommandFacts): Reason | null {
  const reason = singleReason(facts) ?? readReason(facts);
  return reason ?? (facts.onlyItem?.kind === 'file' ? null : 'onlyFiles');
}

/** Only libraries support check-out. Whether a file is checked out is requested later. */
function checkOutReason(facts: CommandFacts): Reason | null {
  const reason = singleReason(facts) ?? readReason(facts);
  if (reason !== null) return reason;
  if (facts.place !== 'libraries' || facts.onlyItem?.kind !== 'file') return 'onlyLibraryFiles';
  return facts.canWrite ? null : 'readOnly';
}

function shortcutReason(facts: CommandFacts): Reason | null {
  if (facts.place !== 'shared') return 'notHere';
  const reason = singleReason(facts) ?? readReason(facts);
  const isTheirFolder = facts.onlyItem?.kind === 'folder' && facts.onlyItem.sharing === 'withMe';
  return reason ?? (isTheirFolder ? null : 'onlyTheirFolders');
}

/** Entries in the list of shared items belong to others and can't be renamed or deleted there. */
function changeReason(facts: CommandFacts): Reason | null {
  if (!facts.inFolder && !facts.isSearch) return 'sharedList';
  if (!facts.canWrite) return 'readOnly';
  return null;
}
