import type { Readable, Writable } from 'node:stream';
import type { CommandCalls, Ports } from '../core/ports.ts';

/** What a command needs from the program it runs in: Electron, or plain Node. */
export interface World {
  /** Without the program's name. */
  arguments: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  /** The working folder, for relative paths. */
  folder: string;
  stdin: Readable & { isTTY?: boolean; fd?: number };
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean };
  version: string;
  /** The folder of the default profile. */
  userData: string;
  /** How to start this program from a shell, for messages: "slipway". */
  programName: string;
  /** Switches to English for JSON, because programs parse it. */
  speakEnglish(): void;
  /** The ports of the profile's owner; call `close` after its core has closed. */
  openPorts(profile: string): Promise<{ ports: Ports; close: () => Promise<void> }>;
  /** Ctrl-C, or the system ending the program. Returns a function that removes the listener. */
  onInterrupt(listener: () => void): () => void;
  /** Set if the command runs in the owner of the profile, for a caller on its socket. */
  host?: Host;
}

export interface Host {
  /** The folder of its profile. */
  folder: string;
  /** The profile name that the caller gave. */
  profile: string | null;
  connect(): CommandCalls;
}
