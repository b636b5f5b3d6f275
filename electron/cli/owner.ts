import { t } from '../contract/strings/translate.ts';
import { createCore } from '../core/core.ts';
import { isAppError } from '../core/errors.ts';
import { toDiskTrouble } from '../core/lib/disk-trouble.ts';
import { serveCommands } from '../core/socket/command-socket.ts';
import { toSocketPlace } from '../core/socket/socket-place.ts';
import { CommandError } from './command-error.ts';
import type { RawConnection } from './connection.ts';
import type { Runtime } from './runtime.ts';

/** Until this command and its other callers end. null: another process owns the profile. */
export async function startOwner(runtime: Runtime, profile: string): Promise<RawConnection | null> {
  const { ports, close } = await runtime.openPorts(profile);
  const core = await createCore(ports, { holdsEarlierTransfers: true }).catch(async (error: unknown) => {
    await close();
    if (isAppError(error, 'profileInUse')) return null;
    const disk = toDiskTrouble(error);
    if (disk === 'full') throw new CommandError(t('cli.profileFull', { folder: profile }));
    if (disk !== null || isAppError(error))
      throw new CommandError(t('cli.profileUnusable', { folder: profile }));
    throw error;
  });
  if (core === null) return null;
  const socket = await serveCommands({
    place: toSocketPlace(profile),
    version: runtime.version,
    connect: () => core.connectCommand(),
    log: ports.log,
  });
  const session = core.connectCommand();
  return {
    isOwner: true,
    hasCallers: () => socket.hasCallers(),
    call: (method, input, sink) => session.call(method, input, sink),
    async close() {
      // Core still has to save its transfers, whatever fails before.
      await using closing = new AsyncDisposableStack();
      closing.defer(close);
      closing.defer(() => core.close());
      closing.defer(() => socket.close());
      closing.defer(() => socket.whenUnused());
      closing.defer(() => session.close());
    },
  };
}
