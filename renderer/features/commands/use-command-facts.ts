import { useOnlyItem, useSelectionSummary, useViewHead } from '../../state/open-view.ts';
import type { CommandFacts } from '../../state/availability.ts';
import { canGoBack, canGoForward, currentVisit } from '../../state/navigation.ts';
import { useApp } from '../../state/store.ts';

/** Everything that decides which commands can be used now. */
export function useCommandFacts(): CommandFacts {
  const head = useViewHead();
  const history = useApp((state) => state.history);
  const canUndo = useApp((state) => state.undos.length > 0);
  const selected = useSelectionSummary();
  const onlyItem = useOnlyItem();
  return {
    page: currentVisit(history).page.name,
    place: head?.place ?? null,
    inFolder: head !== null && head.folder !== null,
    hasParent: (head?.crumbs.length ?? 0) > 1,
    canWrite: head?.canWrite ?? false,
    selected,
    onlyItem,
    canGoBack: canGoBack(history),
    canGoForward: canGoForward(history),
    canUndo,
  };
}
