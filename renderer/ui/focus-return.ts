/**
 * Notes what has the focus now, before something covers it. The returned function gives the focus back once that
 * has left the page; where the opener has gone meanwhile (an entry of a menu, a deleted row), `orElse` finds
 * another place.
 */
export function noteOpener(orElse: () => void): () => void {
  const opener = document.activeElement;
  return () => {
    // What is covered by a dialog can't take the focus before the dialog has left.
    setTimeout(() => {
      if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) opener.focus();
      else orElse();
    });
  };
}
