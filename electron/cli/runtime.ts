import type { Readable, Writable } from 'node:stream';
import type { CommandCalls, Ports } from '../core/ports.ts';

export interface Runtime {
  arguments: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  folder: string;
  stdin: Readable & { isTTY?: boolean; fd?: number };
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean };
  version: string;
  userData: string;
  /** For messages: "slipway". */
  programName: string;
  speakEnglish(): void;
  /** The ports of the profile's owner; call `close` after its core has closed. */
  openPorts(profile: string): Promise<{ ports: Ports; close: () => Promise<void> }>;
  /** Also when the system ends the program. Returns a function that removes the listener. */
  onInterrupt(listener: () => void): () => void;
  host?: Host;
}

export interface Host {
  folder: string;
  profile: string | null;
  connect(): CommandCalls;
}
