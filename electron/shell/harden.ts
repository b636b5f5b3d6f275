import { app } from 'electron';
import { findRefusedSwitch, toDangerousVariables } from './environment.ts';

/** Import first, for its side effect on later modules and worker threads. */
if (app.isPackaged) {
  for (const name of toDangerousVariables(process.env)) delete process.env[name];
  const refused = findRefusedSwitch(process.argv.slice(1));
  if (refused !== null) {
    process.stderr.write(`Slipway does not start with --${refused}: it would open it to other programs.\n`);
    process.exit(1);
  }
}
