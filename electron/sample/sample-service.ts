import { createSampleClock, type SampleClock } from './clock.ts';
import { createContentHost } from './content-host/content-host.ts';
import { createChangeNotices } from './content-host/change-notices.ts';
import { createDirectory, type Directory } from './entra/directory.ts';
import { createEntraHost } from './entra/entra-host.ts';
import { createCounters, type Counters } from './http/counters.ts';
import { createFaults, type Faults } from './http/faults.ts';
import { startListener, type ListenerSetting, type TlsSetting } from './http/listener.ts';
import { createLink } from './http/pace.ts';
import { createServe } from './http/serve.ts';
import { createDriveView, type DriveView } from './drive-view.ts';
import { GRAPH_HOSTS, MEANT_FOR, SIGN_IN_HOSTS } from './model/clouds.ts';
import { ALEX } from './model/people.ts';
import { createTenants } from './model/tenants.ts';
import { createTokens, type Tokens } from './model/tokens.ts';
import { createWorld, type World } from './model/world.ts';
import { NO_QUIRKS, type SampleOptions } from './options.ts';
import { createGraphHost } from './routes/graph-host.ts';
import { furnish } from './showcase/furnish.ts';

/** New with each start and gone when closed. */
export interface SampleService {
  /** "http://127.0.0.1:PORT/v1.0" */
  readonly graphUrl: string;
  /** Differs from graphUrl behind a front. */
  readonly listensAt: string;
  readonly accessToken: string;
  readonly tokens: Tokens;
  readonly contentListensAt: string;
  /** The actual address; its metadata says `issuerOrigin`. */
  readonly signInUrl: string;
  /**
   * In any cloud, with headers that name that host: "https://login.microsoftonline.us/x" becomes
   * "http://127.0.0.1:PORT/x". null for other hosts.
   */
  reach(url: string): { url: string; headers: Record<string, string> } | null;
  readonly directory: Directory;
  readonly faults: Faults;
  readonly counters: Counters;
  readonly clock: SampleClock;
  readonly drive: DriveView;
  driveOf(address: string): DriveView;
  readonly world: World;
  readonly bugs: readonly unknown[];
  close(): Promise<void>;
}

const QUOTA_BYTES = 5 * 1024 ** 3;

export async function createSampleService(options: SampleOptions = {}): Promise<SampleService> {
  const clock = createSampleClock(options.startAt ?? null);
  const tenants = createTenants(options.tenants ?? [], (options.driveType ?? 'personal') === 'personal');
  const world = createWorld(
    {
      clock,
      quirks: { ...NO_QUIRKS, ...options.quirks },
      driveType: options.driveType ?? 'personal',
      tenants,
      quotaBytes: options.quotaBytes ?? QUOTA_BYTES,
      downloadUrlLifeMs: options.downloadUrlLifeMs ?? 3_600_000,
      unitsPerMinute: options.unitsPerMinute ?? null,
      forgetsUploads: options.forgetsUploads ?? false,
      uploadSessionLifeMs:
        options.uploadSessionLifeMs ??
        ((options.driveType ?? 'personal') === 'personal' ? 7 : 1) * 24 * 3_600_000,
    },
    createChangeNotices,
  );
  if ((options.content ?? 'showcase') === 'showcase') furnish(world);

  const tokens = createTokens(clock);
  const directory = createDirectory(clock, tenants);
  const issuerOrigin = options.issuerOrigin ?? 'https://login.microsoftonline.com';
  const faults = createFaults();
  const counters = createCounters();
  const bugs: unknown[] = [];
  const onBug = (error: unknown): void => void bugs.push(error);
  const setting = {
    clock,
    onBug,
    onRequest: options.onRequest ?? null,
    onResponse: options.onResponse ?? null,
    faults,
    counters,
    latencyMs: options.latencyMs ?? 0,
    bytesPerSecond: options.bytesPerSecond ?? null,
    line: {
      in: createLink(options.linkBytesPerSecond ?? null),
      out: createLink(options.linkBytesPerSecond ?? null),
    },
  };
  const contentTls = options.front?.contentToo === true ? options.front : null;
  const contentHostName = contentTls?.contentHostName ?? null;
  const content = await startListener(
    toListenerSetting(contentTls, contentHostName),
    createServe(createContentHost(world), { ...setting, hostName: 'content' }),
  );
  content.onUpgrade((request, socket) => world.changeNotices.upgrade(request, socket));
  const signInHostName = options.front?.signInHostName ?? null;
  const graph = await startListener(
    toListenerSetting(options.front ?? null, options.front?.hostName ?? null),
    createServe(createGraphHost(world, tokens, setting), { ...setting, hostName: 'graph' }),
  );
  const signIn = await startListener(
    toListenerSetting(signInHostName === null ? null : (options.front ?? null), signInHostName),
    createServe(createEntraHost({ clock, tokens, directory, issuerOrigin }), {
      ...setting,
      hostName: 'signIn',
    }),
  );
  world.contentOrigin = contentHostName === null ? content.origin : `https://${contentHostName}`;
  const hostName = options.front?.hostName ?? null;
  world.graphUrl = `${hostName === null ? graph.origin : `https://${hostName}`}/v1.0`;

  return {
    graphUrl: world.graphUrl,
    listensAt: graph.origin,
    contentListensAt: content.origin,
    accessToken: tokens.issue(ALEX),
    tokens,
    signInUrl: signIn.origin,
    directory,
    faults,
    counters,
    clock,
    drive: createDriveView(world, world.mine),
    reach(url) {
      const { protocol, hostname, pathname, search } = new URL(url);
      if (protocol !== 'https:') return null;
      const origin = SIGN_IN_HOSTS.includes(hostname)
        ? signIn.origin
        : GRAPH_HOSTS.includes(hostname)
          ? graph.origin
          : null;
      return origin === null ? null : { url: origin + pathname + search, headers: { [MEANT_FOR]: hostname } };
    },
    driveOf(address) {
      const person = world.tenants.person(address);
      if (person === null) throw new Error(`nobody here is called ${address}`);
      return createDriveView(world, world.drives.of(person));
    },
    world,
    bugs,
    async close() {
      world.changeNotices.close();
      await Promise.all([graph.close(), content.close(), signIn.close()]);
    },
  };
}

function toListenerSetting(tls: TlsSetting | null, hostName: string | null): ListenerSetting {
  return { port: 0, hostNames: hostName === null ? [] : [hostName], tls };
}
