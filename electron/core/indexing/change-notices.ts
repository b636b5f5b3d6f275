import type { RawData, WebSocket } from 'ws';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { isAppError } from '../errors.ts';
import { encodeSegment } from '../graph/addressing.ts';
import type { Clock, Log } from '../ports.ts';

export interface ChangeNotices {
  isJoined(): boolean;
  retryNow(): void;
  close(): void;
}

export interface NoticesDeps {
  drive: AccountDrive;
  clock: Clock;
  log: Log;
  openSocket: (url: URL) => Promise<WebSocket>;
  /** Something changed, or may have while disconnected. */
  changed: () => void;
  joinedChanged: () => void;
}

/** PROTOCOL: renew the subscription this long before it expires. */
const renewBeforeMs = 120_000;
const longestLifeMs = 24 * 3_600_000;
const firstRetryMs = 500;
const longestRetryMs = 5 * 60_000;
/** Used if the service names none. */
const silenceMs = 60_000;
/** The service offers no notices for this drive. */
const refusals = ['notFound', 'accessDenied', 'notSupported', 'badInput', 'unexpectedAnswer'] as const;

interface Subscription {
  url: URL;
  lifeMs: number;
}

/** socket.io over a WebSocket. The URL grants access by itself, so it is neither stored nor logged. */
export function createChangeNotices(deps: NoticesDeps): ChangeNotices {
  const { log } = deps;
  const closing = new AbortController();
  let socket: WebSocket | null = null;
  let isJoined = false;
  let isOffered = true;
  let failures = 0;
  let retry: NodeJS.Timeout | null = null;
  let renewal: NodeJS.Timeout | null = null;
  let watchdog: NodeJS.Timeout | null = null;

  function setJoined(next: boolean): void {
    if (isJoined === next) return;
    isJoined = next;
    deps.joinedChanged();
    // Changes since the last check were not reported.
    if (next) deps.changed();
  }

  async function connect(): Promise<void> {
    retry = null;
    try {
      const { url, lifeMs } = await subscribe(deps, closing.signal);
      const opened = await deps.openSocket(url);
      if (closing.signal.aborted) return opened.terminate();
      follow(opened);
      renewal = startTimer(lifeMs, () => opened.close());
    } catch (error) {
      if (closing.signal.aborted) return;
      isOffered = !isAppError(error, ...refusals);
      if (isOffered) retryLater();
      else log.info('no notices of changes', { code: isAppError(error) ? error.code : 'failed' });
    }
  }

  function follow(opened: WebSocket): void {
    socket = opened;
    watch(silenceMs);
    let allowedSilenceMs = silenceMs;
    const hear = (text: string): void => {
      watch(allowedSilenceMs);
      if (text.startsWith('0')) {
        allowedSilenceMs = toSilenceMs(text.slice(1));
        opened.send('40');
        opened.send('40/notifications');
      } else if (text === '2') {
        // Only a connection that lasts counts; intermediaries may cut others at once.
        failures = 0;
        opened.send('3');
      } else if (text.startsWith('40/notifications')) setJoined(true);
      else if (text.startsWith('42/notifications')) deps.changed();
      else if (text.startsWith('41') || text.startsWith('44')) opened.close();
    };
    opened.on('message', (data: RawData) => hear(toText(data)));
    // 'close' follows.
    opened.on('error', () => undefined);
    opened.on('close', () => ended(opened));
  }

  function watch(ms: number): void {
    stopTimer(watchdog);
    watchdog = startTimer(ms, () => socket?.terminate());
  }

  function ended(opened: WebSocket): void {
    if (socket !== opened) return;
    socket = null;
    stopTimer(watchdog);
    stopTimer(renewal);
    setJoined(false);
    retryLater();
  }

  function retryLater(): void {
    if (closing.signal.aborted) return;
    const ms = Math.min(longestRetryMs, firstRetryMs * 2 ** failures);
    failures += 1;
    retry = startTimer(ms, () => void connect());
  }

  void connect();
  return {
    isJoined: () => isJoined,
    retryNow() {
      if (retry === null) return;
      stopTimer(retry);
      void connect();
    },
    close() {
      closing.abort();
      for (const timer of [retry, renewal, watchdog]) stopTimer(timer);
      socket?.terminate();
      socket = null;
      isJoined = false;
    },
  };
}

async function subscribe({ drive, clock }: NoticesDeps, signal: AbortSignal): Promise<Subscription> {
  const path = `/drives/${encodeSegment(drive.root.driveId)}/root/subscriptions/socketIo`;
  const parse = (value: unknown) => parseSubscription(value, clock.now());
  return drive.graph.json({ method: 'GET', path, priority: 'background', signal }, parse);
}

/** undefined if malformed, or if it is an unencrypted URL. */
function parseSubscription(value: unknown, nowMs: number): Subscription | undefined {
  const { notificationUrl, expirationDateTime } = (value ?? {}) as Record<string, unknown>;
  if (typeof notificationUrl !== 'string' || !URL.canParse(notificationUrl)) return undefined;
  const { protocol, host, hostname, searchParams } = new URL(notificationUrl);
  if (protocol !== 'https:' && hostname !== '127.0.0.1') return undefined;
  const url = new URL(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/socket.io/`);
  for (const [name, text] of [['EIO', '4'], ['transport', 'websocket'], ...searchParams] as const)
    url.searchParams.set(name, text);
  const endsMs = typeof expirationDateTime === 'string' ? Date.parse(expirationDateTime) : Number.NaN;
  const lifeMs = Number.isNaN(endsMs) ? longestLifeMs : endsMs - nowMs - renewBeforeMs;
  // A wrong clock must not cause constant renewals.
  return { url, lifeMs: Math.min(longestLifeMs, Math.max(renewBeforeMs, lifeMs)) };
}

/** Without a ping for this long the connection is considered lost. */
function toSilenceMs(json: string): number {
  try {
    const { pingInterval, pingTimeout } = JSON.parse(json) as Record<string, unknown>;
    const ms = Number(pingInterval) + Number(pingTimeout);
    return ms > 0 ? ms : silenceMs;
  } catch {
    return silenceMs;
  }
}

function toText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
}

function startTimer(ms: number, run: () => void): NodeJS.Timeout {
  const timer = setTimeout(run, ms);
  timer.unref();
  return timer;
}

const stopTimer = (timer: NodeJS.Timeout | null): void => {
  if (timer !== null) clearTimeout(timer);
};
