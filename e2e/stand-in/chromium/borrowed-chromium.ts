import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createCdp } from './cdp.ts';
import { toVersion, withoutBypass } from './chromium.ts';
import type { Chromium } from './chromium.ts';
import { openWebSocketTransport } from './transports.ts';

/**
 * The app gets its own browser context, which Chromium disposes of with its pages and storage however this
 * process ends.
 */
export async function borrowChromium(endpoint: string, proxy: string): Promise<Chromium> {
  const transport = await openWebSocketTransport(endpoint);
  const cdp = createCdp(transport);
  const { product } = await cdp.send('Browser.getVersion');
  const { browserContextId: contextId } = await cdp.send('Target.createBrowserContext', {
    disposeOnDetach: true,
    proxyServer: proxy,
    proxyBypassList: withoutBypass,
  });
  return {
    cdp,
    version: toVersion(product),
    contextId,
    endpoint: await openRelay(endpoint),
    openAppWindow() {
      throw new Error('a borrowed Chromium is headless');
    },
    async close() {
      await cdp.send('Target.disposeBrowserContext', { browserContextId: contextId }).catch(() => {});
      transport.close();
    },
  };
}

/**
 * Opens an endpoint that lives as long as this process, so that the test driver loses its connection when the
 * app ends, as with the app's own Chromium.
 */
async function openRelay(endpoint: string): Promise<string> {
  const { hostname, port, pathname } = new URL(endpoint);
  const relay = createServer((inbound) => {
    const outbound = connect(Number(port), hostname);
    inbound.pipe(outbound).pipe(inbound);
    inbound.on('error', () => outbound.destroy());
    outbound.on('error', () => inbound.destroy());
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  relay.unref();
  return `ws://127.0.0.1:${(relay.address() as AddressInfo).port}${pathname}`;
}
