import { Settings } from '../contract/settings.ts';
import type { Core } from '../core/core.ts';
import type { Session } from '../core/session/windows.ts';

export async function followSettings(core: Core, apply: (settings: Settings) => void): Promise<Session> {
  const receive = (settings: unknown): void => {
    const parsed = Settings.safeParse(settings);
    if (parsed.success) apply(parsed.data);
  };
  const session = core.connect((notice) => {
    if (notice.event === 'settings.changed') receive(notice.payload);
  });
  const reply = await session.call('settings.get', {});
  if (reply.ok) receive(reply.value);
  return session;
}
