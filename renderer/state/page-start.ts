import type { WindowStart } from '../../electron/contract/window-start.ts';

const settings = '#settings';
const start = '#start=';

export type PageStart = { name: 'settings' } | { name: 'folder'; start: WindowStart };

/** After a reload caused by a setting. */
export const returnToSettings = (): void => history.replaceState(null, '', settings);

export function takePageStart(): PageStart | null {
  const { hash } = location;
  if (hash !== settings && !hash.startsWith(start)) return null;
  history.replaceState(null, '', location.pathname + location.search);
  if (hash === settings) return { name: 'settings' };
  // Written by main, see shell/window.ts.
  return { name: 'folder', start: JSON.parse(decodeURIComponent(hash.slice(start.length))) as WindowStart };
}
