import type { Routing } from '../../ports.ts';
import { createTransferRig, type TransferRig } from '../../testing/transfer-steps.ts';
import { toProxied, type ProxiedOptions } from './proxied-options.ts';

export interface ProxiedRig extends TransferRig {
  readonly routing: Routing;
}

export async function createProxiedRig(options: ProxiedOptions): Promise<ProxiedRig> {
  const { rig: rigOptions, made } = toProxied(options);
  const rig = await createTransferRig(rigOptions);
  const [routing] = made;
  if (routing === undefined) throw new Error('core asked for no ports');
  const dispose = rig[Symbol.asyncDispose].bind(rig);
  return Object.assign(rig, {
    routing,
    async [Symbol.asyncDispose]() {
      await dispose();
      for (const one of made) await one.http.close();
    },
  });
}
