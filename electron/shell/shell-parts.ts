import { join } from 'node:path';
import { app, safeStorage } from 'electron';
import { createAdminPolicy } from './admin-policy.ts';
import { parseDetour } from './detour.ts';
import { parseSampleAddress } from './launch.ts';
import { createLog } from './log.ts';
import type { ShellParts } from './ports.ts';
import { createShellRouting } from './routing.ts';
import { createSampleDrive } from './sample-drive.ts';
import { createUpdater, type ShellUpdater } from './updater.ts';
import { createVault } from './vault.ts';

export async function createShellParts(
  userData: string,
  isQuiet: boolean,
  painted: (itemCount: number) => void,
): Promise<ShellParts & { updater: ShellUpdater }> {
  const { log, file: logFile } = createLog(join(userData, 'logs'), isQuiet);
  const vault = createVault(safeStorage, process.platform);
  const routing = createShellRouting(userData, vault, log);
  return {
    log,
    logFile,
    vault,
    routing,
    sample: createSampleDrive(() => parseSampleAddress(process.env.SLIPWAY_SAMPLE, app.isPackaged)),
    findPolicy: await createAdminPolicy(log),
    findDetour: () => parseDetour(process.env.SLIPWAY_DETOUR, app.isPackaged),
    updater: createUpdater(log, routing),
    // Most tests skip the tour.
    greets: !isQuiet && (app.isPackaged || process.env.SLIPWAY_TOUR !== 'off'),
    painted,
  };
}
