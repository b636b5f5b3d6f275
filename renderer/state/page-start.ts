import type { WindowStart } from '../../electron/contract/window-start.ts';

const settings = '#settings';
const start = '#start=';

/** What the address of a page asks it to begin with: said once, then forgotten. */
export type PageStart = { name: 'settings' } | { name: 'folder'; start: WindowStart };

/** A page that is about to load again because of a setting shows Settings next, not the folder that was open. */
export const returnToSettings = (): void => history.replaceState(null, '', settings);

export function takePageStart(): PageStart | null {
  const { hash } = location;
  if (hash !== settings && !hash.startsWith(start)) return null;
  history.replaceState(null, '', location.pathname + location.search);
  if (hash === settings) return { name: 'settings' };
  // Main wrote it: see shell/window.ts.
  return { name: 'folder', start: JSON.parse(decodeURIComponent(hash.slice(start.length))) as WindowStart };
}
