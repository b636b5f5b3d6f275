import type { Protocol } from '../chromium/cdp.ts';
import type { Chromium } from '../chromium/chromium.ts';
import { toContext } from '../chromium/targets.ts';
import { toAppUrl } from '../wire/schemes.ts';
import type { PageAnswer } from '../chromium/page-proxy.ts';
import { pageProxy, schemes } from './host.ts';
import { answerScheme, hasCodeCache } from './protocol.ts';
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

/** Schemes, navigation and the app's filter. */
export async function interceptNetwork(browser: Chromium, mayNotNavigate: NavigationJudge): Promise<void> {
  const { cdp } = browser;
  // Only under test, where scripts do not change while the app runs.
  const isShared = browser.contextId !== null;
  if (isShared) (await pageProxy()).answerWith(answerScript);
  const decide = async (paused: Paused): Promise<void> => {
    const { requestId, request, frameId, resourceType } = paused;
    if (/^(chrome|chrome-untrusted|devtools|chrome-extension):/.test(request.url)) {
      return void (await cdp.send('Fetch.continueRequest', { requestId }));
    }
    const url = toAppUrl(request.url, schemes);
    const fail = (errorReason: 'Aborted' | 'BlockedByClient' | 'Failed'): Promise<unknown> =>
      cdp.send('Fetch.failRequest', { requestId, errorReason });

    if (resourceType === 'Document' && mayNotNavigate(frameId, url)) return void (await fail('Aborted'));
    const type = resourceType === 'Document' ? 'subFrame' : (resourceTypes[resourceType] ?? 'other');
    if (await isCancelled(url, type)) return void (await fail('BlockedByClient'));
    if (isShared && resourceType === 'Script' && hasCodeCache(request.url))
      return void (await cdp.send('Fetch.continueRequest', { requestId }));
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

/** Chromium keeps compiled code only of scripts that it fetched itself and may keep. */
async function answerScript(url: string): Promise<PageAnswer | null> {
  const answer = hasCodeCache(url) ? await answerScheme(url, 'GET', {}) : null;
  if (answer === null || answer.responseHeaders.some(({ name }) => name === 'cache-control')) return answer;
  const kept = { name: 'cache-control', value: 'max-age=86400' };
  return { ...answer, responseHeaders: [...answer.responseHeaders, kept] };
}
