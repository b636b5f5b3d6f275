import { app } from 'electron';
import { readPolicy, toPolicyPath } from '../core/policy/policy-file.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Log } from '../core/ports.ts';
import { describeHost } from './host.ts';

/** Only an unpackaged build reads SLIPWAY_POLICY, the path of another policy file. */
export function readAdminPolicy(log: Log): Promise<Policy> {
  const other = app.isPackaged ? undefined : process.env.SLIPWAY_POLICY;
  if (other !== undefined) return readPolicy(other, false, log);
  const { platform } = describeHost(app.getVersion());
  return readPolicy(toPolicyPath(platform), platform !== 'win32', log);
}
