import { type RefObject, useEffect, useEffectEvent } from 'react';
import { focusContent } from './panes.ts';

const focusable = 'button:not([disabled], [tabindex="-1"]), input:not([disabled]), [tabindex="0"]';

interface Step {
  parent: Element;
  at: number;
}

/**
 * The focus goes to the neighbor that took the button's place, or to what precedes it. `orElse`: nothing is
 * left.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>, orElse: () => void = focusContent): void {
  useLostFocus(root, (neighbor) => (neighbor === null ? orElse() : neighbor.focus()));
}

/** The same, for lists whose neighbors aren't meant. */
export function useLostFocus(
  root: RefObject<HTMLElement | null>,
  onLost: (neighbor: HTMLElement | null) => void,
): void {
  const giveAway = useEffectEvent(onLost);
  useEffect(() => {
    const { current } = root;
    if (current === null) return;
    let focused: Element | null = null;
    let steps: readonly Step[] = [];
    const note = ({ target }: FocusEvent) => {
      focused = target as Element;
      steps = toSteps(focused, current);
    };
    const leave = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null) focused = null;
      const left = target as Element;
      // A removed element may lose the focus before it is removed.
      setTimeout(() => {
        if (focused === left && left.isConnected && left !== document.activeElement) focused = null;
      });
    };
    const observer = new MutationObserver(() => {
      if (focused === null || focused.isConnected || document.activeElement !== document.body) return;
      focused = null;
      giveAway(findNeighbor(steps));
    });
    current.addEventListener('focusin', note);
    current.addEventListener('focusout', leave);
    observer.observe(current, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      current.removeEventListener('focusin', note);
      current.removeEventListener('focusout', leave);
    };
  }, [root]);
}

function toSteps(element: Element, root: Element): readonly Step[] {
  const steps: Step[] = [];
  for (let each = element; each !== root && each.parentElement !== null; each = each.parentElement)
    steps.push({ parent: each.parentElement, at: [...each.parentElement.children].indexOf(each) });
  return steps;
}

function findNeighbor(steps: readonly Step[]): HTMLElement | null {
  for (const { parent, at } of steps.filter((step) => step.parent.isConnected)) {
    const children = [...parent.children];
    const after = children.slice(at).flatMap(toFocusable).at(0);
    const next = after ?? children.slice(0, at).flatMap(toFocusable).at(-1);
    if (next !== undefined) return next;
  }
  return null;
}

const toFocusable = (element: Element): HTMLElement[] => [
  ...(element.matches(focusable) ? [element as HTMLElement] : []),
  ...element.querySelectorAll<HTMLElement>(focusable),
];
