/** A return of the focus that was asked for and has not happened yet. */
let pendingReturn: { opener: Element | null; timer: number } | null = null;

/** Opened in the meantime: these keep the focus. */
const openedMeanwhile = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/**
 * Notes what has the focus now, before something covers it. The returned function gives the focus back once that
 * has left the page; where the opener has gone meanwhile (an entry of a menu, a deleted row), `orElse` finds
 * another place.
 */
export function noteOpener(orElse: () => void): () => void {
  const opener = takeOver();
  return () => {
    takeOver();
    // What is covered by a dialog can't take the focus before the dialog has left.
    const timer = window.setTimeout(() => {
      pendingReturn = null;
      if (document.activeElement?.closest(openedMeanwhile)) return;
      if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) opener.focus();
      else orElse();
    });
    pendingReturn = { opener, timer };
  };
}

/** Keys are faster than timers: what opens before the focus is back was opened from where it was to go. */
function takeOver(): Element | null {
  if (pendingReturn === null) return document.activeElement;
  const { opener, timer } = pendingReturn;
  window.clearTimeout(timer);
  pendingReturn = null;
  return opener;
}
