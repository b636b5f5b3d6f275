import type { Readable, Writable } from 'node:stream';
import type { CdpTransport } from './cdp.ts';

export function createPipeTransport(toBrowser: Writable, fromBrowser: Readable): CdpTransport {
  const closed = new Promise<void>((resolve) => {
    fromBrowser.once('close', resolve);
    fromBrowser.once('error', () => resolve());
    toBrowser.once('error', () => resolve());
  });
  return {
    send: (text) => void toBrowser.write(`${text}\0`),
    onMessage(receive) {
      let rest: Buffer[] = [];
      fromBrowser.on('data', (chunk: Buffer) => {
        let from = 0;
        for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
          const text = Buffer.concat([...rest, chunk.subarray(from, end)]).toString('utf8');
          rest = [];
          from = end + 1;
          receive(text);
        }
        if (from < chunk.length) rest.push(chunk.subarray(from));
      });
    },
    closed,
  };
}

/** For --remote-debugging-port: connects to the browser endpoint, ws://127.0.0.1:PORT/devtools/browser/ID. */
export async function openWebSocketTransport(endpoint: string): Promise<CdpTransport & { close(): void }> {
  const socket = new WebSocket(endpoint);
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`No Chromium answers at ${endpoint}`)));
  });
  return {
    send: (text) => socket.send(text),
    onMessage: (receive) => socket.addEventListener('message', ({ data }) => receive(String(data))),
    closed,
    close: () => socket.close(),
  };
}
