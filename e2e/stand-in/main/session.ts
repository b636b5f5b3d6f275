import { EventEmitter } from 'node:events';
import type { OnBeforeRequestListenerDetails, ProxyConfig, Session } from 'electron';
import { pageProxy } from './host.ts';
import { protocol } from './protocol.ts';

type BeforeRequest = (
  details: OnBeforeRequestListenerDetails,
  answer: (response: { cancel?: boolean }) => void,
) => void;

let beforeRequest: BeforeRequest | null = null;

/** Permissions are refused for every origin (see network.ts): no handler is needed, and none can grant one. */
const own = {
  protocol,
  setPermissionRequestHandler(_handler: unknown): void {},
  setPermissionCheckHandler(_handler: unknown): void {},
  setDevicePermissionHandler(_handler: unknown): void {},
  webRequest: {
    onBeforeRequest(filterOrListener: unknown, listener?: unknown): void {
      beforeRequest = (listener ?? filterOrListener) as BeforeRequest | null;
    },
  },
  setSpellCheckerEnabled(_on: boolean): void {},
  setProxy: async (config: ProxyConfig): Promise<void> => (await pageProxy()).configure(config),
  resolveProxy: (_url: string): Promise<string> => Promise.resolve('DIRECT'),
} satisfies Pick<
  Session,
  'setProxy' | 'resolveProxy' | 'setSpellCheckerEnabled' | 'setPermissionCheckHandler'
> &
  Record<string, unknown>;

export const defaultSession = Object.assign(new EventEmitter(), own);

/** No page is in one: it lends its name to requests of the main process. */
const partition = Object.assign(new EventEmitter(), own, { setProxy: () => Promise.resolve() });

export const session = {
  defaultSession,
  fromPartition: (_partition: string): typeof defaultSession => partition,
};

/** Whether the app's own filter stops a request of a page. */
export function isCancelled(url: string, resourceType: string): Promise<boolean> {
  const filter = beforeRequest;
  if (filter === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    // Only the fields that a filter may judge by; the rest of Electron's record has no counterpart here.
    const details = { url, resourceType } as OnBeforeRequestListenerDetails;
    filter(details, (response) => resolve(response.cancel === true));
  });
}
