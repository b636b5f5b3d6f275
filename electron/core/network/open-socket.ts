import { connect, type Socket } from 'node:net';
import type { ProxyRoute, Routing } from '../ports.ts';
import { openTunnel } from './tunnel.ts';

/** A connection to a host, without encryption yet. */
export function connectDirectly(hostname: string, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: 443 }, () => resolve(socket));
    socket.setTimeout(timeoutMs, () =>
      socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })),
    );
    socket.on('error', reject);
  });
}

/** The same by way of a proxy. */
export async function connectByProxy(
  { trust, authorization }: Pick<Routing, 'trust' | 'authorization'>,
  route: ProxyRoute,
  hostname: string,
  timeoutMs: number,
): Promise<Socket> {
  const tls = { secureContext: trust.context(), rejectUnauthorized: true } as const;
  return openTunnel({ route, authorization: await authorization(route), tls, timeoutMs }, `${hostname}:443`);
}
