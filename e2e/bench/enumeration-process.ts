// A client that enumerates a drive, in its own process so that its processor time and memory are its own.
import { readFileSync } from 'node:fs';
import { request } from 'undici';
import { createCore } from '../../electron/core/core.ts';
import { entryFields } from '../../electron/core/graph/drive-item.ts';
import { connectBare } from '../../electron/core/testing/test-session.ts';
import { realClock, toPorts } from '../../electron/core/testing/test-ports.ts';
import { answerParent } from './child.ts';

export interface Enumerated {
  items: number;
  ms: number;
  cpuMs: number;
  grewBytes: number;
  turnMs: number;
}

/** 0 where the system does not tell. */
function toMaxRssBytes(): number {
  try {
    return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

async function measure(work: () => Promise<number>): Promise<Enumerated> {
  globalThis.gc?.();
  const rssBytes = process.memoryUsage.rss();
  const turns = watchTurns();
  const before = process.cpuUsage();
  const startMs = performance.now();
  const items = await work();
  const ms = performance.now() - startMs;
  const { user, system } = process.cpuUsage(before);
  return {
    items,
    ms,
    cpuMs: (user + system) / 1000,
    grewBytes: toMaxRssBytes() - rssBytes,
    turnMs: turns.end(),
  };
}

const turnMs = 10;

/** Every 10 ms: a long turn of the loop delays the sample and shows in it. */
function watchTurns() {
  const turns: number[] = [];
  let last = process.threadCpuUsage();
  const timer = setInterval(() => {
    const now = process.threadCpuUsage();
    turns.push((now.user + now.system - last.user - last.system) / 1000);
    last = now;
  }, turnMs);
  return {
    end(): number {
      clearInterval(timer);
      turns.sort((a, b) => a - b);
      return turns[Math.floor(turns.length * 0.99)] ?? 0;
    },
  };
}

const log = {
  info: () => {},
  warn: () => {},
  error: (message: string, facts?: unknown) => process.stderr.write(`${message} ${JSON.stringify(facts)}\n`),
};

interface Drive {
  graphUrl: string;
  accessToken: string;
  driveId: string;
}

const skills = {
  /** Fetches and parses the pages that the index asks for, and keeps nothing. */
  bareLoop: ({ graphUrl, accessToken, driveId }: Drive) =>
    measure(async () => {
      let items = 0;
      let link: string | undefined =
        `${graphUrl}/drives/${driveId}/root/delta?$top=1000&$select=${entryFields}`;
      while (link !== undefined) {
        const { statusCode, body } = await request(link, {
          headers: { authorization: `Bearer ${accessToken}` },
        });
        if (statusCode !== 200) throw new Error(`${statusCode}`);
        const page = (await body.json()) as { value: unknown[]; '@odata.nextLink'?: string };
        items += page.value.length;
        link = page['@odata.nextLink'];
      }
      return items;
    }),
  async enumerate({ userData, ...service }: Drive & { userData: string }) {
    const ports = {
      ...toPorts({ ...service, reach: () => null }, userData, realClock, log),
      indexWorker: new URL('../../out/main/index-worker.js', import.meta.url),
      journalWorker: new URL('../../out/main/journal-worker.js', import.meta.url),
      indexesOwnDrives: true,
    };
    const core = await createCore(ports);
    const { call, waitForEvent } = connectBare(core);
    const { accountId } = await call('accounts.addSample', {});
    const enumerated = await measure(async () => {
      const fresh = waitForEvent('index.changed', ({ state }) => state === 'fresh');
      await call('view.open', { accountId, place: 'myfiles', folder: null, sort: [], filter: '' });
      const { itemCount } = await fresh;
      return itemCount;
    });
    await core.close();
    return enumerated;
  },
};
export type EnumerationSkills = typeof skills;

answerParent(skills);
