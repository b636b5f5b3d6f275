import type { Settings } from '../../contract/settings.ts';
import type { Clock, Http, HttpRequest } from '../ports.ts';
import { toLimitsNow, toNextChangeMs } from './limits-now.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** Sleep, a changed clock and daylight saving time are noticed after this. */
const recheckMs = 60_000;

type LimitSettings = Pick<Settings, 'limits' | 'limitHours'>;

/** All transfers together, per direction and hour. */
export interface Bandwidth {
  readonly http: Http;
  applySettings(settings: LimitSettings): void;
  close(): void;
}

export function createBandwidth(http: Http, clock: Clock, first: LimitSettings): Bandwidth {
  const up = createTokenBucket(clock);
  const down = createTokenBucket(clock);
  let settings = first;
  let watching = new AbortController();

  function apply(): void {
    const now = toLimitsNow(settings, clock.now());
    up.setLimit(now.upload);
    down.setLimit(now.download);
  }

  async function watch(): Promise<void> {
    watching.abort();
    watching = new AbortController();
    const { signal } = watching;
    for (;;) {
      apply();
      const waitMs = toNextChangeMs(settings.limitHours, clock.now());
      if (waitMs === null) return;
      try {
        await clock.sleep(Math.min(waitMs, recheckMs), signal);
      } catch {
        return;
      }
    }
  }

  void watch();
  return {
    http: {
      async request(request) {
        if (request.isContent !== true) return http.request(request);
        const response = await http.request(toThrottled(request, up));
        return { ...response, body: throttle(response.body, down, request.signal) };
      },
      close: () => http.close(),
    },
    applySettings(changed) {
      settings = changed;
      void watch();
    },
    close: () => watching.abort(),
  };
}

function toThrottled(request: HttpRequest, up: TokenBucket): HttpRequest {
  const { body } = request;
  if (body === null || typeof body === 'string' || body instanceof Uint8Array) return request;
  return { ...request, body: throttle(body, up, request.signal) };
}

/** Small pieces make a low limit a steady trickle; unchanged without a limit. */
async function* throttle(
  body: AsyncIterable<Uint8Array>,
  bucket: TokenBucket,
  signal: AbortSignal | null,
): AsyncGenerator<Uint8Array> {
  for await (const block of body) {
    for (let at = 0; at < block.length;) {
      const max = bucket.pieceBytes();
      if (max === null && at === 0) {
        yield block;
        break;
      }
      const piece = block.subarray(at, at + (max ?? block.length));
      await bucket.take(piece.length, signal);
      yield piece;
      at += piece.length;
    }
  }
}
