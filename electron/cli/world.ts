import type { Readable, Writable } from 'node:stream';
import type { CommandCalls, Ports } from '../core/ports.ts';

/** What a command borrows from the program it runs in: Electron, or plain Node. */
export interface World {
  /** Behind the program's name. */
  arguments: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  /** Local paths are relative to it. */
  folder: string;
  stdin: Readable & { isTTY?: boolean; fd?: number };
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean };
  version: string;
  /** The profile without a name. */
  userData: string;
  /** How this program is started, for what a person should type: "slipway". */
  programName: string;
  /** From now on: programs read what is printed, and each has to find the same words. */
  speakEnglish(): void;
  /** What an owner of that profile needs; `close` gives it back when its core is closed. */
  openPorts(profile: string): Promise<{ ports: Ports; close: () => Promise<void> }>;
  /** Ctrl-C, or the system ending the program. The returned function ends it. */
  onInterrupt(listener: () => void): () => void;
  /** The command runs in the owner of the profile, for a caller; without it, in a program of its own. */
  host?: Host;
}

export interface Host {
  /** The profile that it has. */
  folder: string;
  /** What the caller called that profile. */
  profile: string | null;
  connect(): CommandCalls;
}
