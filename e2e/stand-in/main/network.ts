import type { Protocol } from '../chromium/cdp.ts';
import type { Chromium } from '../chromium/chromium.ts';
import { toContext } from '../chromium/targets.ts';
import { toAppUrl } from '../wire/schemes.ts';
import { schemes } from './host.ts';
import { answerScheme } from './protocol.ts';
import { grantedTo, isCancelled } from './session.ts';

type Paused = Protocol.Fetch.requestPausedPayload;

/** Called for each navigation of a top frame; true blocks it. */
export type NavigationJudge = (frameId: string, url: string) => boolean;

const resourceTypes: Record<string, string> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Media: 'media',
  WebSocket: 'webSocket',
  Ping: 'ping',
};

/** Intercepts every request of every page before it is sent: schemes, navigation and the app's filter. */
export async function interceptNetwork(browser: Chromium, mayNotNavigate: NavigationJudge): Promise<void> {
  const { cdp } = browser;
  const decide = async (paused: Paused): Promise<void> => {
    const { requestId, request, frameId, resourceType } = paused;
    // The browser's own pages.
    if (/^(chrome|chrome-untrusted|devtools|chrome-extension):/.test(request.url)) {
      return void (await cdp.send('Fetch.continueRequest', { requestId }));
    }
    const url = toAppUrl(request.url, schemes);
    const fail = (errorReason: 'Aborted' | 'BlockedByClient' | 'Failed'): Promise<unknown> =>
      cdp.send('Fetch.failRequest', { requestId, errorReason });

    if (resourceType === 'Document' && mayNotNavigate(frameId, url)) return void (await fail('Aborted'));
    const type = resourceType === 'Document' ? 'subFrame' : (resourceTypes[resourceType] ?? 'other');
    if (await isCancelled(url, type)) return void (await fail('BlockedByClient'));
    const answer = await answerScheme(request.url, request.method, request.headers).catch(
      (error: unknown) => {
        process.stderr.write(`the handler for ${url} threw: ${String(error)}\n`);
        return fail('Failed').then(() => 'failed' as const);
      },
    );
    if (answer === 'failed') return;
    if (answer !== null) return void (await cdp.send('Fetch.fulfillRequest', { requestId, ...answer }));
    // A registered scheme without a handler must not reach the network as its http: form.
    if (url !== request.url) return void (await fail('Failed'));
    await cdp.send('Fetch.continueRequest', { requestId });
  };

  // The page may be gone, and then there is nothing left to answer.
  cdp.on('Fetch.requestPaused', (paused) => void decide(paused).catch(() => {}));
  await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  // Grants these and rejects all others.
  await cdp.send('Browser.grantPermissions', {
    permissions: grantedTo('app://main/'),
    ...toContext(browser),
  });
}
