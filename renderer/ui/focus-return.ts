let pendingReturn: { opener: Element | null; timer: number } | null = null;

/** If one of these opened meanwhile, it keeps the focus. */
const openedMeanwhile = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/**
 * The returned function restores the focus, or calls `orElse` if the opener no longer exists (a menu entry, a
 * deleted row).
 */
export function noteOpener(orElse: () => void): () => void {
  const opener = takeOver();
  return () => {
    takeOver();
    // Elements behind a dialog can't be focused until it is gone.
    const timer = window.setTimeout(() => {
      pendingReturn = null;
      if (document.activeElement?.closest(openedMeanwhile)) return;
      if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) opener.focus();
      else orElse();
    });
    pendingReturn = { opener, timer };
  };
}

/** Something may open before the focus is back; its opener is the pending target. */
function takeOver(): Element | null {
  if (pendingReturn === null) return document.activeElement;
  const { opener, timer } = pendingReturn;
  window.clearTimeout(timer);
  pendingReturn = null;
  return opener;
}
