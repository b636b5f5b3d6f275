import { readFileSync } from 'node:fs';
import { app } from 'electron';
import { parsePolicy } from '../core/policy/parse-policy.ts';
import { readPolicy, toPolicyPath } from '../core/policy/policy-file.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Log } from '../core/ports.ts';
import { describeHost } from './host.ts';

/** Only an unpackaged build reads SLIPWAY_POLICY, the path of another policy file. */
const findOther = (): string | undefined => (app.isPackaged ? undefined : process.env.SLIPWAY_POLICY);

export async function createAdminPolicy(log: Log): Promise<() => Policy> {
  const path = findOther();
  const first = { path, policy: await readAdminPolicy(path, log) };
  let latest = first;
  return () => {
    const other = findOther();
    if (other === first.path || other === undefined) return first.policy;
    if (other !== latest.path)
      latest = { path: other, policy: parsePolicy(readFileSync(other, 'utf8'), other) };
    return latest.policy;
  };
}

function readAdminPolicy(other: string | undefined, log: Log): Promise<Policy> {
  if (other !== undefined) return readPolicy(other, false, log);
  const { platform } = describeHost(app.getVersion());
  return readPolicy(toPolicyPath(platform), platform !== 'win32', log);
}
