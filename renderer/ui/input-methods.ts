/**
 * While an input method composes a word, Enter chooses a candidate and Escape closes the list of them: no key means
 * anything to the page.
 */
export function leaveKeysToInputMethods(): void {
  window.addEventListener('keydown', keep, { capture: true });
}

function keep(event: KeyboardEvent): void {
  if (!event.isComposing) return;
  event.stopImmediatePropagation();
  // It would submit the form around the text box.
  if (event.key === 'Enter') event.preventDefault();
}
