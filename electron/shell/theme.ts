import { nativeTheme } from 'electron';
import { Settings } from '../contract/records.ts';
import type { Core } from '../core/core.ts';
import type { Session } from '../core/session/windows.ts';

function apply(settings: unknown): void {
  const parsed = Settings.safeParse(settings);
  if (parsed.success) nativeTheme.themeSource = parsed.data.theme;
}

/** The system's light or dark, unless the person chose one. */
export async function followTheme(core: Core): Promise<Session> {
  const session = core.connect((notice) => {
    if (notice.event === 'settings.changed') apply(notice.payload);
  });
  const reply = await session.call('settings.get', {});
  if (reply.ok) apply(reply.value);
  return session;
}
