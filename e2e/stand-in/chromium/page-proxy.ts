import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { ProxyConfig } from 'electron';

export interface PageAnswer {
  responseCode: number;
  responseHeaders: { name: string; value: string }[];
  body: string;
}

/** The proxy for pages, which the app later configures with `session.setProxy`. */
export interface PageProxy {
  readonly address: string;
  configure(config: ProxyConfig): void;
  /** Plain requests get this answer; null: 502. */
  answerWith(answer: AnswerPage): void;
}

type AnswerPage = (url: string) => Promise<PageAnswer | null>;

export async function startPageProxy(): Promise<PageProxy> {
  /** The proxy the app has set; null for direct connections. */
  let fixed: string | null = null;
  let bypassed: readonly string[] = [];
  let answerPage: AnswerPage = () => Promise.resolve(null);
  const server = createServer(({ url = '' }, response) => {
    const respond = (answer: PageAnswer | null): unknown => {
      if (answer === null) return response.writeHead(502).end();
      const headers = answer.responseHeaders.flatMap(({ name, value }) => [name, value]);
      return response.writeHead(answer.responseCode, headers).end(Buffer.from(answer.body, 'base64'));
    };
    void answerPage(url).then(respond, () => response.destroy());
  });
  server.on('connect', ({ url = '' }, socket: Socket) => {
    const isDirect = fixed === null || bypassed.includes(url);
    const { hostname, port } = new URL(isDirect ? `http://${url}` : (fixed ?? ''));
    const outbound = connect(Number(port === '' ? 80 : port), hostname, () => {
      if (isDirect) socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      else outbound.write(`CONNECT ${url} HTTP/1.1\r\nHost: ${url}\r\n\r\n`);
      outbound.pipe(socket).pipe(outbound);
    });
    outbound.on('error', () => socket.destroy());
    socket.on('error', () => outbound.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    configure({ mode, proxyRules = '', proxyBypassRules = '' }) {
      fixed = mode === 'fixed_servers' ? `http://${proxyRules}` : null;
      bypassed = proxyBypassRules.split(/[;,]/);
    },
    answerWith: (answer) => void (answerPage = answer),
  };
}
