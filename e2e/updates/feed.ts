import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An update feed on loopback, laid out like a release: latest-linux.yml and the program it names. */
export interface Feed {
  url: string;
  asked: string[];
  /** Sets the offer. `promised`: the program whose checksum is published, as after a damaged upload. */
  offer(version: string, program: string, promised?: string): void;
  /** Holds downloads until the returned function is called. */
  hold(): () => void;
  close(): Promise<void>;
}

export async function serveFeed(): Promise<Feed> {
  const asked: string[] = [];
  let files = new Map<string, string>();
  let held: Promise<void> = Promise.resolve();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://127.0.0.1').pathname;
    asked.push(path);
    const body = files.get(path);
    const answer = (): void => {
      response.writeHead(body === undefined ? 404 : 200, { 'content-length': Buffer.byteLength(body ?? '') });
      response.end(body ?? '');
    };
    if (path.endsWith('.AppImage')) void held.then(answer);
    else answer();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    offer(version, program, promised = program) {
      const name = `Slipway-${version}-linux-x64.AppImage`;
      const sha512 = createHash('sha512').update(promised).digest('base64');
      const size = Buffer.byteLength(program);
      const listing = [
        `version: ${version}`,
        'files:',
        `  - url: ${name}`,
        `    sha512: ${sha512}`,
        `    size: ${size}`,
        `path: ${name}`,
        `sha512: ${sha512}`,
        `releaseDate: '2031-05-05T05:05:05.000Z'`,
      ];
      files = new Map([
        ['/latest-linux.yml', `${listing.join('\n')}\n`],
        [`/${name}`, program],
      ]);
    },
    hold() {
      let letGo = (): void => undefined;
      held = new Promise((resolve) => (letGo = resolve));
      return letGo;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
