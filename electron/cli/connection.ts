import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from '../contract/bridge.ts';
import type { CommandInput, CommandMethod, CommandOutput, CommandPart } from '../contract/methods.ts';
import { t } from '../contract/strings/translate.ts';
import { connectCommands, NotConnected } from '../core/socket/connect-commands.ts';
import { toSocketPlace } from '../core/socket/socket-place.ts';
import { CallFailed, CommandError } from './command-error.ts';
import { assertOwnProfile } from './profile.ts';
import type { Host, Runtime } from './runtime.ts';

export interface Connection {
  readonly isOwner: boolean;
  hasCallers(): boolean;
  /** Parts are handled one at a time, before the call resolves. @throws CallFailed */
  call<M extends CommandMethod>(
    method: M,
    input: CommandInput<M>,
    options?: CallOptions<M>,
  ): Promise<CommandOutput<M>>;
  /** An owner first waits for its other callers, then shuts down. */
  close(): Promise<void>;
}

export interface CallOptions<M extends CommandMethod> {
  onPart?: (part: CommandPart<M>) => void | Promise<void>;
  signal?: AbortSignal;
}

export interface RawConnection {
  isOwner: boolean;
  hasCallers(): boolean;
  call(
    method: string,
    input: unknown,
    sink: { send: (part: unknown) => Promise<void>; signal: AbortSignal },
  ): Promise<Reply>;
  close(): Promise<void>;
}

const retryEveryMs = 100;
const maxTries = 300;

export async function openConnection(runtime: Runtime, profile: string): Promise<Connection> {
  if (runtime.host !== undefined) return toConnection(connectToHost(runtime.host));
  assertOwnProfile(profile);
  const place = toSocketPlace(profile);
  for (let tries = 1; tries <= maxTries; tries += 1) {
    const found = (await connectTo(place)) ?? (await own(runtime, profile));
    if (found !== null) return toConnection(found);
    await sleep(retryEveryMs);
  }
  throw new CommandError(t('cli.ownerSilent', { folder: profile }));
}

function connectToHost(host: Host): RawConnection {
  const session = host.connect();
  return {
    isOwner: false,
    hasCallers: () => false,
    call: (method, input, sink) => session.call(method, input, sink),
    close: async () => session.close(),
  };
}

async function connectTo(place: ReturnType<typeof toSocketPlace>): Promise<RawConnection | null> {
  try {
    const client = await connectCommands(place);
    return {
      isOwner: false,
      hasCallers: () => false,
      call: (method, input, sink) => client.call(method, input, sink),
      close: async () => client.close(),
    };
  } catch (error) {
    if (!(error instanceof NotConnected)) throw error;
    switch (error.reason) {
      case 'none':
      case 'busy':
        return null;
      case 'otherProtocol':
        throw new CommandError(t('cli.otherVersion', { version: error.version ?? '?' }));
      case 'denied':
      case 'wrongKey':
        throw new CommandError(t('cli.socketDenied', { path: place.path }));
      case 'silent':
      case 'tooLong':
      case 'malformed':
        throw new CommandError(t('cli.ownerSilent', { folder: place.path }));
    }
  }
}

/**
 * null: another process owns the profile but isn't ready yet. Imported late because it loads the whole core.
 */
async function own(runtime: Runtime, profile: string): Promise<RawConnection | null> {
  const { startOwner } = await import('./owner.ts');
  return startOwner(runtime, profile);
}

function toConnection(raw: RawConnection): Connection {
  return {
    isOwner: raw.isOwner,
    hasCallers: () => raw.hasCallers(),
    async call<M extends CommandMethod>(
      method: M,
      input: CommandInput<M>,
      { onPart, signal = new AbortController().signal }: CallOptions<M> = {},
    ) {
      const reply = await raw.call(method, input, {
        // The server validates its output against the contract.
        send: async (part) => onPart?.(part as CommandPart<M>),
        signal,
      });
      if (!reply.ok) throw new CallFailed(reply.error);
      return reply.value as CommandOutput<M>;
    },
    close: () => raw.close(),
  };
}
