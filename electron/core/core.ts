import { methods } from '../contract/api.ts';
import { commandFailures, methodFailures } from '../contract/method-failures.ts';
import { commandMethods, sharedMethods } from '../contract/methods.ts';
import type { EventMessage } from '../contract/bridge.ts';
import type { TransferSummary } from '../contract/transfers.ts';
import { isOwnDrive } from './accounts/full-drive.ts';
import { createCommandHandlers } from './handlers/command-handlers.ts';
import { connectEvents } from './connect-events.ts';
import { createCoreEvents } from './events.ts';
import { createHandlers } from './handlers/handlers.ts';
import type { Ports } from './ports.ts';
import { createServices, type Services } from './services.ts';
import type { Content, WantedBytes } from './session/content-urls.ts';
import {
  createCommandSessions,
  type CommandSession,
  type CommandSessions,
} from './session/command-sessions.ts';
import { nameItems, type KnownItems } from './session/name-items.ts';
import { createServer } from './session/server.ts';
import { createRunningCalls } from './session/running-calls.ts';
import { createWindows, type Session, type WindowAbilities, type Windows } from './session/windows.ts';

export interface Core {
  connect(send: (message: EventMessage) => void, window?: WindowAbilities): Session;
  /** For a command, limited to contract/methods.ts. */
  connectCommand(): CommandSession;
  /**
   * null for an unknown or expired id: the host of a content:// URL, which browsers lower-case (a-z and
   * digits only, at most 60 characters).
   */
  content(ticket: string, wanted?: WantedBytes | null): Promise<Content | null>;
  transfersSummary(): TransferSummary;
  /** Names of edited local copies without a transfer. */
  unsentEdits(): string[];
  /** What is open, to measure that unused accounts cost nothing. */
  openedCounts(): { accounts: number; clients: number; indexes: number };
  /** Resolves when closing would interrupt nothing. */
  whenSafeToClose(): Promise<void>;
  cancelTransfers(): Promise<void>;
  /** The computer woke up or the network is back. */
  networkBack(): void;
  /** The next window that asks for it goes there. */
  openAddress(text: string): void;
  close(): Promise<void>;
}

export interface CoreOptions {
  /** Earlier transfers wait until requested: a command does only its own work. */
  holdsEarlierTransfers?: boolean;
}

/** close() disposes of the services in reverse. */
export async function createCore(ports: Ports, options: CoreOptions = {}): Promise<Core> {
  const stack = new AsyncDisposableStack();
  try {
    const events = createCoreEvents();
    const running = createRunningCalls();
    const services = await createServices(ports, events, stack, { ...options, running });
    const served = createServer(methods, createHandlers(services), methodFailures, ports.log);
    const server = nameItems(served, toKnownItems(services));
    const windows = createWindows(running.watch(server), ports.log, (context) =>
      events.emit('windowClosed', context),
    );
    stack.defer(() => windows.close());
    connectEvents(events, services, windows);
    const shared = { names: sharedMethods, windows };
    const commands: CommandSessions = createCommandSessions(
      commandMethods,
      createCommandHandlers(services, () => commands.connect()),
      commandFailures,
      shared,
      ports.log,
    );
    stack.defer(() => running.refuse());
    return toCore(services, windows, running.watchSessions(commands), stack);
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

const toKnownItems = ({ accounts, index, listings }: Services): KnownItems => ({
  find: (accountId, item) => index.call('find', { accountId, item }),
  isOwn(accountId, item) {
    const drive = accounts.find(accountId);
    return drive !== null && isOwnDrive(drive, item);
  },
  isGone(accountId, { parent }) {
    const drive = accounts.find(accountId);
    if (drive !== null && parent !== null) void listings.start(drive, parent);
  },
});

function toCore(
  services: Services,
  windows: Windows,
  commands: CommandSessions,
  stack: AsyncDisposableStack,
): Core {
  const { accounts, index, transfers, edits, taskbar, addresses } = services;
  return {
    connect: (send, window) => windows.connect(send, window),
    connectCommand: () => commands.connect(),
    content: (ticket, wanted) => windows.content(ticket, wanted),
    transfersSummary: () => transfers.summary(),
    unsentEdits: () => edits.unsent().map(({ name }) => name),
    openedCounts() {
      const list = accounts.list();
      const indexes = list.filter(({ accountId }) => index.isOpen(accountId)).length;
      return { accounts: list.length, clients: accounts.connectedCount(), indexes };
    },
    networkBack: () => services.networkBack(),
    async whenSafeToClose() {
      await edits.sendNow();
      await taskbar.whenSafe(transfers.summary());
    },
    cancelTransfers: () => transfers.cancel({ all: true }),
    openAddress: (text) => addresses.put(text),
    close: () => stack.disposeAsync(),
  };
}
