import { EventEmitter } from 'node:events';
import type { OnBeforeRequestListenerDetails, ProxyConfig, Session } from 'electron';
import { pageProxy } from './host.ts';
import { protocol } from './protocol.ts';
import { createSessionProxy } from './session-proxy.ts';

type BeforeRequest = (
  details: OnBeforeRequestListenerDetails,
  answer: (response: { cancel?: boolean }) => void,
) => void;

let beforeRequest: BeforeRequest | null = null;

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];

let requestHandler: RequestHandler = null;
let checkHandler: CheckHandler = null;

/** Chromium's names for Electron's permissions. */
const permissions = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  midi: 'midi',
  media: 'videoCapture',
  'clipboard-read': 'clipboardReadWrite',
  'clipboard-sanitized-write': 'clipboardSanitizedWrite',
  'idle-detection': 'idleDetection',
} as const;

/**
 * Permissions that the app would grant a page at this address, by request or check; computed before the page
 * exists.
 */
export function grantedTo(url: string): (typeof permissions)[keyof typeof permissions][] {
  // Only what a handler may use; the stand-in has no page or other fields yet.
  const details = { requestingUrl: url, isMainFrame: true } as never;
  const names = Object.keys(permissions) as (keyof typeof permissions)[];
  const isGranted = (name: keyof typeof permissions): boolean => {
    let granted = checkHandler?.(null, name, url, details) ?? true;
    if (requestHandler === null) granted = true;
    requestHandler?.(null as never, name, (answer) => void (granted ||= answer), details);
    return granted;
  };
  return names.filter(isGranted).map((name) => permissions[name]);
}

const own = {
  protocol,
  setPermissionRequestHandler: (handler: RequestHandler): void => void (requestHandler = handler),
  setPermissionCheckHandler: (handler: CheckHandler): void => void (checkHandler = handler),
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

const partitions = new Map<string, typeof defaultSession>();

/** Has no pages; provides name and proxy for requests of the main process. */
function fromPartition(name: string): typeof defaultSession {
  const session = partitions.get(name) ?? Object.assign(new EventEmitter(), own, createSessionProxy());
  partitions.set(name, session);
  return session;
}

export const session = { defaultSession, fromPartition };

export function isCancelled(url: string, resourceType: string): Promise<boolean> {
  const filter = beforeRequest;
  if (filter === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const details = { url, resourceType } as OnBeforeRequestListenerDetails;
    filter(details, (response) => resolve(response.cancel === true));
  });
}
