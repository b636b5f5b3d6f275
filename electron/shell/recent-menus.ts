import { Menu, type App } from 'electron';
import { z } from 'zod';
import { RecentFolder, type WindowStart } from '../contract/window-start.ts';
import type { Core } from '../core/core.ts';
import type { Program } from './profiles.ts';
import { toDockItems, toJumpList } from './recent-folders.ts';

export interface RecentMenusDeps {
  core: Pick<Core, 'connect'>;
  app: Pick<App, 'setJumpList' | 'getJumpListSettings' | 'dock'>;
  platform: NodeJS.Platform;
  program: Program;
  open: (start: WindowStart) => void;
}

/** Returns a function that stops it. */
export function createRecentMenus({ core, app, platform, program, open }: RecentMenusDeps): () => void {
  if (platform === 'linux') return () => undefined;
  const show = (payload: unknown): void => {
    const recent = z.array(RecentFolder).safeParse(payload);
    if (!recent.success) return;
    if (platform === 'darwin') {
      app.dock?.setMenu(Menu.buildFromTemplate(toDockItems(recent.data, open)));
      return;
    }
    const { removedItems } = app.getJumpListSettings();
    const removed = new Set(removedItems.map(({ args = '' }) => args));
    app.setJumpList(toJumpList(recent.data, program, removed));
  };
  const session = core.connect(({ event, payload }) => {
    if (event === 'places.recentChanged') show(payload);
  });
  void session.call('places.recent', {}).then((reply) => (reply.ok ? show(reply.value) : undefined));
  return () => session.close();
}
