import { useQuery } from '@tanstack/react-query';
import type { CopyMark } from '../../../electron/contract/local-copies.ts';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { accountsQuery, indexStateQuery } from '../../api/account-queries.ts';
import { copyMarksQuery } from '../../api/document-queries.ts';
import { ownerOf } from '../../api/row-owner.ts';
import { useOnlyItem, useOtherHead, useSelectionSummary, useViewHead } from '../../state/open-view.ts';
import { type CommandFacts, forTarget, type OtherReason } from '../../state/availability.ts';
import { canGoBack, canGoForward, currentVisit, type Page } from '../../state/navigation.ts';
import { isOpening } from '../../state/pane-state.ts';
import { useApp } from '../../state/store.ts';

export function useCommandFacts(target: Item | null = null): CommandFacts {
  const head = useViewHead();
  const accounts = useQuery(accountsQuery).data ?? [];
  const history = useApp((state) => state.history);
  const canUndo = useApp((state) => state.undos.length > 0 || state.changing);
  const canRedo = useApp((state) => state.redos.length > 0 || state.undoing);
  const canPaste = useApp((state) => state.clip !== null);
  const isSplit = useApp((state) => state.other !== null);
  const isPageOpening = useApp(isOpening);
  const selected = useSelectionSummary();
  const selectedItem = useOnlyItem();
  const onlyItem = target ?? selectedItem;
  const mark = useMarkOf(head, onlyItem);
  const accountIds = head !== null && onlyItem !== null ? [ownerOf(onlyItem, head)] : selected.accountIds;
  const theirs = accounts.filter(({ accountId }) => accountIds.includes(accountId));
  const accountCanWrite = theirs.length > 0 && theirs.every(({ canWrite }) => canWrite);
  const facts: CommandFacts = {
    page: currentVisit(history).page.name,
    place: head?.place ?? null,
    isSearch: head?.search != null,
    inFolder: head !== null && head.folder !== null,
    hasParent: isPageOpening ? isBelowRoot(currentVisit(history).page) : (head?.crumbs.length ?? 0) > 1,
    canWrite: head?.search == null ? (head?.canWrite ?? false) : accountCanWrite,
    selected,
    accountIds,
    onlyItem,
    mark,
    isSearched: useIsSearched(onlyItem, accountIds[0]),
    canGoBack: canGoBack(history),
    canGoForward: canGoForward(history),
    canUndo,
    canRedo,
    canPaste,
    other: toOtherReason(head, useOtherHead(), isSplit),
  };
  return forTarget(facts, target);
}

const isBelowRoot = (page: Page): boolean =>
  (page.name === 'browse' || page.name === 'space') && page.folder !== null;

function useIsSearched(item: Item | null, accountId: string | undefined): boolean {
  const states = useQuery(indexStateQuery).data ?? [];
  return (
    item !== null &&
    states.some((state) => state.accountId === accountId && state.folder?.itemId === item.itemId)
  );
}

function toOtherReason(head: ViewHead | null, other: ViewHead | null, isSplit: boolean): OtherReason | null {
  if (!isSplit) return 'notSplit';
  if (other === null || other.folder === null || other.search !== null) return 'otherNoFolder';
  const here = head?.folder;
  const isSame = here?.driveId === other.folder.driveId && here.itemId === other.folder.itemId;
  if (isSame && head?.accountId === other.accountId) return 'sameFolder';
  return other.canWrite ? null : 'otherReadOnly';
}

function useMarkOf(head: ViewHead | null, item: Item | null): CopyMark | null {
  const isEnabled = head !== null && item !== null;
  const accountId = head === null || item === null ? '' : ownerOf(item, head);
  const query = copyMarksQuery(accountId, head?.path ?? '', item === null ? [] : [item]);
  const marks = useQuery({ ...query, enabled: isEnabled }).data;
  return isEnabled ? (marks?.[item.itemId] ?? null) : null;
}
