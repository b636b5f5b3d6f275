import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { AppError } from './errors.ts';
import type { Reply } from '../contract/bridge.ts';
import type { CommandLineRun, ConsolePart } from '../contract/methods.ts';
import type { NetworkSettings } from '../contract/network.ts';
import type { WindowStart } from '../contract/window-start.ts';
import type { Policy } from './policy/policy.ts';
import type { BuiltIn } from './policy/registration.ts';

export interface Ports {
  http: Http;
  routing: Routing;
  clock: Clock;
  vault: Vault;
  desktop: Desktop;
  browser: Browser;
  picker: Picker;
  folders: Folders;
  log: Log;
  about: About;
  commandLine: CommandLine;
  profiles: Profiles;
  policy: Policy;
  builtIn: BuiltIn;
  updater: Updater;
  licencesFile: URL;
  /** Starts the sample service, once, and returns its address. */
  sampleDrive(): Promise<DriveAccess>;
  /** Built code in the app, the .ts file in tests. */
  indexWorker: URL;
  journalWorker: URL;
  /** Tests that count calls turn it off. */
  indexesOwnDrives: boolean;
  painted(itemCount: number): void;
}

export interface About {
  version: string;
  platform: 'linux' | 'darwin' | 'win32';
  host: 'electron' | 'stand-in';
  hostVersion: string;
  greets: boolean;
}

/** Its errors state the reason in `code` or message. */
export interface Updater {
  /** Why this installation can't update itself; null: it can. */
  whyNot(): Promise<'notInstalled' | 'packaged' | 'unsigned' | null>;
  check(feedUrl: string): Promise<string | null>;
  /** Resolves once checksum and signature (if any) are verified. */
  download(progress: (percent: number) => void): Promise<void>;
  install(): Promise<void>;
}

export interface DriveAccess {
  /** "https://graph.microsoft.com/v1.0", without a trailing slash */
  graphUrl: string;
  /**
   * `stale` is a token the service has rejected; `claims` is its claims challenge as JSON text. Rejects with
   * AppError: `signInNeeded` if only the user can help.
   */
  token(stale?: string, claims?: string | null): Promise<string>;
  rejected?(failure: AppError): void;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  url: string;
  headers: Record<string, string>;
  /** Streams are sent as they are read, never buffered as a whole. */
  body: string | Uint8Array | AsyncIterable<Uint8Array> | null;
  signal: AbortSignal | null;
  /** File content, up or down: bandwidth limits apply. */
  isContent?: boolean;
}

/** Redirects are never followed: a token must not reach another host, and each hop's status counts. */
export interface HttpResponse {
  status: number;
  /** lower-case names */
  headers: Record<string, string>;
  /** Must be read to the end or disposed of. Each block belongs to its reader. */
  body: AsyncIterable<Uint8Array>;
  /** Rejects with AnswerTooLarge beyond `maxBytes`; of an error (status 300 and above) only the beginning. */
  text(maxBytes?: number): Promise<string>;
  discard(): Promise<void>;
}

export interface Http {
  /** Rejects with the platform's network error if there is no response. */
  request(request: HttpRequest): Promise<HttpResponse>;
  close(): Promise<void>;
}

export type Route = { kind: 'direct' } | ProxyRoute | { kind: 'system' };

export interface ProxyRoute {
  kind: 'proxy';
  scheme: 'http' | 'https' | 'socks4' | 'socks5';
  /** IPv6 addresses have no brackets. */
  host: string;
  port: number;
  /** Credentials in the setting itself, which take precedence over typed ones. */
  userName?: string;
  password?: string;
}

/**
 * Of the app and of this computer's store. Read once, for the first connection, as that is slow on some
 * systems.
 */
export interface Trust {
  context(): SecureContext;
  /** Only the app's own authorities: distinguishes inspection certificates from public ones. */
  publicContext(): SecureContext;
  systemCount(): number;
}

export interface WantedSignIn {
  proxy: string;
  realm: string | null;
  /** The previous credentials were rejected. */
  wasRefused: boolean;
}

export interface ProxyCredential {
  userName: string;
  password: string;
}

export interface Routing {
  readonly http: Http;
  readonly trust: Trust;
  routes(url: string): Promise<Route[]>;
  contentOrigins(): string[];
  wanted(): WantedSignIn | null;
  signIn(credential: { proxy: string; userName: string; password: string }): Promise<{ isKept: boolean }>;
  forgetSignIn(): Promise<void>;
  signedInTo(): Promise<{ proxy: string; isSealed: boolean }[]>;
  credential(proxy: string): Promise<ProxyCredential | null>;
  applySettings(settings: NetworkSettings): void;
  listen(listener: () => void): void;
  /** Unencrypted, to port 443 of a host. Not for the system's network. */
  open(route: Route, hostname: string): Promise<Socket>;
  usesSystem(route: Route): boolean;
}

export interface Clock {
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Secrets at rest: sealed by the operating system, or not stored. */
export interface Vault {
  available(): Promise<boolean>;
  seal(plain: string): Promise<Uint8Array>;
  /** `replace` receives a re-sealed value if the system requires that. */
  unseal(sealed: Uint8Array, replace?: (sealed: Uint8Array) => Promise<void>): Promise<string>;
}

export interface Browser {
  /** `url` is https. Rejects if no browser can be opened. */
  open(url: string): Promise<void>;
}

export interface Desktop {
  /** Resolves to "" or to an error message. */
  openPath(path: string): Promise<string>;
  /** If the system supports it and does not do so itself. */
  markAsForeign(path: string): Promise<void>;
  showInFolder(path: string): void;
  /** Rejects if the system has no trash for it; then the file stays. */
  moveToTrash(path: string): Promise<void>;
  openFolder(path: string): Promise<string>;
  copyText(text: string): Promise<void>;
  /** By absolute path; false: nothing was copied. */
  copyFiles(paths: readonly string[], text: string): Promise<boolean>;
  openWindow(start: WindowStart): void;
  showProgress(progress: WorkProgress | null): void;
  keepAwake(isNeeded: boolean): void;
}

export interface WorkProgress {
  /** 0 to 1; null: unknown. */
  part: number | null;
  tone: 'normal' | 'paused' | 'attention';
}

export interface Profiles {
  base: string;
  current: string | null;
  /** In another process. Rejects if it can't be started. */
  start(name: string | null): Promise<void>;
}

/** For callers that have a console but can't run a command themselves. */
export interface CommandLine {
  run(command: CommandLineRun, caller: CommandLineCaller): Promise<number>;
}

export interface CommandLineCaller {
  /** Resolves when more may be sent. */
  send: (part: ConsolePart) => Promise<void>;
  signal: AbortSignal;
  readStdin?: () => Promise<Uint8Array | null>;
  connect: () => CommandCalls;
}

export interface CommandCalls {
  call(
    method: string,
    input: unknown,
    sink: { send: (part: unknown) => Promise<void>; signal: AbortSignal },
  ): Promise<Reply>;
  close(): void;
}

export interface Picker {
  /** Absolute; null if cancelled. */
  chooseFolder(): Promise<string | null>;
}

export interface Folders {
  /** Database, settings, log. */
  userData: string;
  documents: string;
  downloads: string;
  /** To measure the log; null when it goes to the console only. */
  logFile: string | null;
}

export interface Log {
  info(message: string, facts?: Record<string, unknown>): void;
  warn(message: string, facts?: Record<string, unknown>): void;
  error(message: string, facts?: Record<string, unknown>): void;
}
