import { EventEmitter } from 'node:events';
import { Agent as PlainAgent, request as requestHttp } from 'node:http';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { Agent as SecureAgent, request as requestHttps } from 'node:https';
import { getCACertificates } from 'node:tls';
import type { ClientRequest as ElectronRequest, Session } from 'electron';

type Options = RequestOptions & { url?: string; session?: Pick<Session, 'resolveProxy'>; redirect?: string };

/**
 * Uses Basic with a proxy that requires sign-in, once "login" has provided a name; reports redirects and
 * never follows them.
 */
class StandInRequest extends EventEmitter implements Pick<ElectronRequest, 'setHeader' | 'write' | 'abort'> {
  readonly #options: Options;
  readonly #headers: Record<string, string | number> = {};
  readonly #body: Buffer[] = [];
  #sent: ClientRequest | null = null;
  #isAborted = false;

  constructor(options: Options) {
    super();
    this.#options = options;
  }

  setHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  write(block: string | Buffer): void {
    this.#body.push(Buffer.from(block));
  }

  end(block?: Buffer): void {
    if (block !== undefined) this.#body.push(block);
    this.#send('').catch((error: unknown) => this.emit('error', error));
  }

  abort(): void {
    this.#isAborted = true;
    this.#sent?.destroy();
    this.emit('close');
  }

  async #send(signIn: string): Promise<void> {
    const { session, url, redirect: _redirect, ...options } = this.#options;
    const place = url === undefined ? toUrl(options) : new URL(url);
    const [word = '', proxy = ''] = ((await session?.resolveProxy(place.href)) ?? 'DIRECT').split(/[\s;]+/);
    const isSecure = place.protocol === 'https:';
    const proxyEnv =
      word === 'PROXY' ? { [isSecure ? 'HTTPS_PROXY' : 'HTTP_PROXY']: `http://${signIn}${proxy}` } : {};
    const body = Buffer.concat(this.#body);
    const sending: RequestOptions = {
      method: options.method ?? 'GET',
      hostname: place.hostname,
      port: place.port,
      path: place.pathname + place.search,
      headers: {
        ...(options.headers as Record<string, string> | undefined),
        ...this.#headers,
        ...(body.length > 0 ? { 'content-length': body.length } : {}),
      },
      agent: isSecure ? new SecureAgent({ proxyEnv, ca: toAuthorities() }) : new PlainAgent({ proxyEnv }),
    };
    if (this.#isAborted) return;
    const sent = (isSecure ? requestHttps : requestHttp)(sending);
    this.#sent = sent;
    sent.on('response', (message) => this.#answer(message, proxy, signIn));
    sent.on('error', (error: NodeJS.ErrnoException & { statusCode?: number }) => {
      if (this.#isAborted) return;
      if (error.statusCode === 407) this.#askForLogin(proxy, signIn);
      else this.emit('error', error);
    });
    sent.on('close', () => this.emit('close'));
    sent.end(body);
  }

  #answer(message: IncomingMessage, proxy: string, signIn: string): void {
    const { statusCode = 0, headers } = message;
    if (statusCode === 407) {
      message.resume();
      this.#askForLogin(proxy, signIn);
    } else if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      message.resume();
      this.emit('redirect', statusCode, 'GET', headers.location, headers);
    } else this.emit('response', message);
  }

  #askForLogin(proxy: string, refused: string): void {
    const [host = '', port = ''] = proxy.split(':');
    const answer = (userName?: string, password = ''): void => {
      const signIn =
        userName === undefined ? refused : `${encodeURIComponent(userName)}:${encodeURIComponent(password)}@`;
      if (signIn === refused) return void this.emit('error', new Error('net::ERR_TUNNEL_CONNECTION_FAILED'));
      this.#send(signIn).catch((error: unknown) => this.emit('error', error));
    };
    const info = { isProxy: true, scheme: 'basic', host, port: Number(port), realm: '' };
    if (!this.emit('login', info, answer)) answer();
  }
}

let authorities: string[] | null = null;

/** Chromium trusts the computer's certificate authorities. */
const toAuthorities = (): string[] =>
  (authorities ??= [...getCACertificates('bundled'), ...getCACertificates('system')]);

const toUrl = ({ protocol = 'http:', hostname, host, port, path = '/' }: RequestOptions): URL => {
  const place = hostname ?? host ?? 'localhost';
  return new URL(`${protocol}//${place}${port == null || port === '' ? '' : `:${port}`}${path}`);
};

export const net = {
  /** Does not check the computer; a test may replace it. */
  isOnline: (): boolean => true,
  request: (options: Options): StandInRequest => new StandInRequest(options),
};
