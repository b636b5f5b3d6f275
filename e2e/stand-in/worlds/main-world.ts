import type { createCrossing } from './crossing.ts';

/**
 * Before any script of the page. Takes the line that the preload's world sends in one event, and puts what
 * is exposed on it on `window`, frozen. Self-contained.
 */
export function prepareMainWorld(handshake: string, create: typeof createCrossing): void {
  const freeze = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value;
    for (const entry of Object.values(value)) freeze(entry);
    return Object.freeze(value);
  };
  // As in Electron with a handler that denies: no window opens, but the app is notified.
  let openInShell: (url: string) => void = () => {};
  window.open = (url) => {
    if (url !== undefined && URL.canParse(url, location.href)) openInShell(new URL(url, location.href).href);
    return null;
  };
  const start = (event: Event): void => {
    event.stopImmediatePropagation();
    const line = (event as FocusEvent).relatedTarget;
    if (line === null) return;
    const crossing = create(line, 'page', 'preload');
    const Envelope = CustomEvent;
    openInShell = (url) => void line.dispatchEvent(new Envelope('preload:open', { detail: url }));
    line.addEventListener('page:expose', (exposed) => {
      const [key, api] = (exposed as CustomEvent<[string, unknown]>).detail;
      Object.defineProperty(window, key, {
        value: freeze(crossing.decode(api)),
        enumerable: true,
        writable: false,
        configurable: false,
      });
    });
  };
  document.addEventListener(handshake, start, { once: true, capture: true });
}
