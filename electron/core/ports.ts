import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { AppError } from './errors.ts';
import type { Reply } from '../contract/bridge.ts';
import type { CommandLineRun, ConsolePart } from '../contract/methods.ts';
import type { NetworkSettings } from '../contract/network.ts';
import type { WindowStart } from '../contract/window-start.ts';
import type { Policy } from './policy/policy.ts';
import type { BuiltIn } from './policy/registration.ts';

/** What core borrows from the program around it. Core itself is plain Node and decides everything else. */
export interface Ports {
  http: Http;
  /** Which proxy requests take, and whom they trust; `http` goes by it. */
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
  /** What an administrator fixed for this computer. */
  policy: Policy;
  /** What the publisher put into this build. */
  builtIn: BuiltIn;
  updater: Updater;
  /** The list of licences that the build made. */
  licencesFile: URL;
  /** Starts the sample drive (once) and tells where it listens. */
  sampleDrive(): Promise<DriveAccess>;
  /** The module that the index runs in a worker thread: built code in the app, the .ts file in tests. */
  indexWorker: URL;
  /** The same for the journal of transfers. */
  journalWorker: URL;
  /** Own drives are enumerated without being asked, unless a person's settings say otherwise. Tests that count calls say no. */
  indexesOwnDrives: boolean;
  /** The page has its first folder on screen. */
  painted(itemCount: number): void;
}

export interface About {
  version: string;
  platform: 'linux' | 'darwin' | 'win32';
  host: 'electron' | 'stand-in';
  hostVersion: string;
  /** Newcomers are shown around, and updates tell what is new. */
  greets: boolean;
}

/** Fetches newer versions of this program and puts them in its place. Its errors say why in `code` or message. */
export interface Updater {
  /** null: this installation can replace itself. */
  whyNot(): Promise<'notInstalled' | 'packaged' | 'unsigned' | null>;
  /** The version that the feed offers, when it is newer than this one. */
  check(feedUrl: string): Promise<string | null>;
  /** Fetches what `check` found; resolves when its sum, and where there is one its signature, is right. */
  download(progress: (percent: number) => void): Promise<void>;
  /** Ends the program, replaces it and starts the new one. */
  install(): Promise<void>;
}

/** One account's way to its drive. */
export interface DriveAccess {
  /** "https://graph.microsoft.com/v1.0", no slash at the end */
  graphUrl: string;
  /**
   * A valid access token. `stale` is the one the service just refused; `claims`, as JSON text, what it asked for beside.
   * Rejects with AppError: `signInNeeded` where only a person can help.
   */
  token(stale?: string, claims?: string | null): Promise<string>;
  /** The service refuses a token that was made a moment ago. */
  rejected?(failure: AppError): void;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  url: string;
  headers: Record<string, string>;
  /** Streams are sent as they are read, never gathered in memory. */
  body: string | Uint8Array | AsyncIterable<Uint8Array> | null;
  signal: AbortSignal | null;
  /** A file on its way, one or the other: limits of bandwidth count for it. */
  isContent?: boolean;
}

/** Redirects are never followed: a token must not travel to the second host, and each hop's status counts. */
export interface HttpResponse {
  status: number;
  /** lower-case names */
  headers: Record<string, string>;
  /** Must be read to the end or disposed of. Each block belongs to its reader, who may release its memory. */
  body: AsyncIterable<Uint8Array>;
  /** Rejects with AnswerTooLarge beyond `maxBytes`; of a refusal (status 300 and above) it gives the beginning. */
  text(maxBytes?: number): Promise<string>;
  /** Throws the rest of the body away. */
  discard(): Promise<void>;
}

export interface Http {
  /** Rejects with the platform's network error where there is no answer. */
  request(request: HttpRequest): Promise<HttpResponse>;
  close(): Promise<void>;
}

/** How a request leaves this computer. */
export type Route =
  | { kind: 'direct' }
  | ProxyRoute
  /** A kind of proxy that only the system's own network speaks, such as QUIC. */
  | { kind: 'system' };

export interface ProxyRoute {
  kind: 'proxy';
  scheme: 'http' | 'https' | 'socks4' | 'socks5';
  /** An IPv6 address without brackets. */
  host: string;
  port: number;
  /** Where the setting itself names them: they go before what a person typed. */
  userName?: string;
  password?: string;
}

/**
 * Whom connections trust: the authorities that come with the app, and those of this computer's own store, where companies
 * put theirs. Read once, when the first connection needs them: on some systems that takes a moment.
 */
export interface Trust {
  context(): SecureContext;
  /** The app's own authorities alone: tells a certificate of a company's inspection from one of the public. */
  publicContext(): SecureContext;
  systemCount(): number;
}

export interface WantedSignIn {
  proxy: string;
  realm: string | null;
  /** What was given before was not accepted. */
  wasRefused: boolean;
}

export interface ProxyCredential {
  userName: string;
  password: string;
}

/** The way of every request to the network: which proxy, who signs in to it, which certificates count. */
export interface Routing {
  readonly http: Http;
  readonly trust: Trust;
  /** What would be tried for a URL, best first. */
  routes(url: string): Promise<Route[]>;
  /** Where content of files was sent to or came from, since the start: those hosts are no one's guess. */
  contentOrigins(): string[];
  /** A proxy that only a person can sign in to; null: none. */
  wanted(): WantedSignIn | null;
  signIn(credential: { proxy: string; userName: string; password: string }): Promise<{ isKept: boolean }>;
  forgetSignIn(): Promise<void>;
  /** Proxies that somebody signed in to, and whether that outlasts this session. */
  signedInTo(): Promise<{ proxy: string; isSealed: boolean }[]>;
  /** What a person gave for a proxy; null: nothing. */
  credential(proxy: string): Promise<ProxyCredential | null>;
  applySettings(settings: NetworkSettings): void;
  listen(listener: () => void): void;
  /**
   * A connection to port 443 of a host by a route, as requests have it, without encryption yet. Not by the system's own
   * network.
   */
  open(route: Route, hostname: string): Promise<Socket>;
  /** Whether requests of this proxy go by the system's own network. */
  usesSystem(route: Route): boolean;
}

export interface Clock {
  now(): number;
  /** Resolves after `ms`, rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Secrets at rest: sealed by the operating system or not kept at all. */
export interface Vault {
  available(): Promise<boolean>;
  seal(plain: string): Promise<Uint8Array>;
  /** `replace` gets it sealed again, where the system wants that. */
  unseal(sealed: Uint8Array, replace?: (sealed: Uint8Array) => Promise<void>): Promise<string>;
}

/** The person's own browser, for sign-in pages only. */
export interface Browser {
  /** `url` is https. Rejects where no browser can be opened. */
  open(url: string): Promise<void>;
}

export interface Desktop {
  /** Opens a local file with the system's program; resolves to "" or to the reason it could not. */
  openPath(path: string): Promise<string>;
  /** Writes down that a file came from elsewhere, where the system has a place for it and does not do so by itself. */
  markAsForeign(path: string): Promise<void>;
  showInFolder(path: string): void;
  /** Rejects where the system has no trash for it; the file stays then. */
  moveToTrash(path: string): Promise<void>;
  openFolder(path: string): Promise<string>;
  /** To the clipboard. */
  copyText(text: string): Promise<void>;
  /** The same with files, by their absolute paths, where the system takes them; false: nothing was put there. */
  copyFiles(paths: readonly string[], text: string): Promise<boolean>;
  /** Another window of the app, in that folder. */
  openWindow(start: WindowStart): void;
  /** On the taskbar or dock; null: nothing is under way. */
  showProgress(progress: WorkProgress | null): void;
  /** While files move the computer should not fall asleep by itself. */
  keepAwake(isNeeded: boolean): void;
}

export interface WorkProgress {
  /** 0 to 1; null while nobody can tell. */
  part: number | null;
  tone: 'normal' | 'paused' | 'attention';
}

/** The program's own command line, for callers who have a console but can't run it: core has no words of its own. */
export interface CommandLine {
  /** Resolves with the exit code when everything is said. */
  run(command: CommandLineRun, caller: CommandLineCaller): Promise<number>;
}

export interface CommandLineCaller {
  /** Resolves when more may be sent. */
  send: (part: ConsolePart) => Promise<void>;
  /** Aborted when the caller hangs up. */
  signal: AbortSignal;
  readStdin?: () => Promise<Uint8Array | null>;
  /** What the command asks core for. */
  connect: () => CommandCalls;
}

/** The calls of one command, as a session has them. */
export interface CommandCalls {
  call(
    method: string,
    input: unknown,
    sink: { send: (part: unknown) => Promise<void>; signal: AbortSignal },
  ): Promise<Reply>;
  close(): void;
}

export interface Picker {
  /** Lets the person choose a folder of this computer: an absolute path, null when they chose none. */
  chooseFolder(): Promise<string | null>;
}

export interface Folders {
  /** Database, settings, log. */
  userData: string;
  /** The private documents folder. */
  documents: string;
  /** Where other programs of this person put what they download. */
  downloads: string;
  /** Where the log is, to tell its size; null when it goes to the console only. */
  logFile: string | null;
}

export interface Log {
  info(message: string, facts?: Record<string, unknown>): void;
  warn(message: string, facts?: Record<string, unknown>): void;
  error(message: string, facts?: Record<string, unknown>): void;
}
