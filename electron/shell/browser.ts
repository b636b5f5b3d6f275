import { shell } from 'electron';
import type { Browser } from '../core/ports.ts';
import { toDetoured, type Detour } from './detour.ts';

/** Over https only. */
export function createBrowser(findDetour: () => Detour | null): Browser {
  return {
    async open(url) {
      if (new URL(url).protocol !== 'https:') throw new Error('only https pages are opened');
      const detour = findDetour();
      await shell.openExternal((detour === null ? null : toDetoured(url, detour)) ?? url);
    },
  };
}
