import type { RefObject } from 'react';
import { focusContent } from '../../ui/panes.ts';
import { useLostFocus } from '../../ui/use-kept-focus.ts';

/**
 * A button that disappears hands the focus to the first of its row, or of the next one, and never to Cancel
 * because it took the place of a choice: a key that is pressed twice must not undo what it did.
 */
export function useRowFocus(root: RefObject<HTMLElement | null>): void {
  useLostFocus(root, (neighbor) => {
    const row = neighbor?.closest('[role="listitem"]');
    const choice = row?.querySelector<HTMLElement>('[role="group"] button');
    const first = choice ?? row?.querySelector<HTMLElement>('button') ?? neighbor;
    if (first === null) focusContent();
    else first.focus();
  });
}
