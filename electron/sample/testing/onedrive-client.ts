import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SampleOptions } from '../options.ts';
import { createSampleService, type SampleService } from '../sample-service.ts';
import { judgeResponse } from './response-judge.ts';
import { writeServerCertificate } from './certificate.ts';
import { startConnectProxy } from './connect-proxy.ts';

const GRAPH = 'graph.microsoft.com';
const SIGN_IN = 'login.microsoftonline.com';
const SYSTEM_BUNDLE = '/etc/ssl/certs/ca-certificates.crt';
/** Registered by the client's authors. */
const CLIENT_ID = 'd50ca740-c83f-4d1b-b616-12c519384f0c';

export function whyNoOnedrive(): string | null {
  if (!succeeds('onedrive', '--version')) return 'the onedrive client for Linux is not installed';
  if (!execFileSync('onedrive', ['--version']).toString().includes(' v2.4'))
    return 'the onedrive client for Linux is not 2.4';
  if (!existsSync(SYSTEM_BUNDLE) || !succeeds('unshare', '-rm', 'true'))
    return 'no mount namespace of its own, in which it trusts a certificate of ours';
  return null;
}

function succeeds(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface OnedriveClient {
  readonly service: SampleService;
  readonly complaints: readonly string[];
  readonly syncFolder: string;
  sync(...args: string[]): Promise<{ exitCode: number; output: string }>;
  close(): Promise<void>;
}

/** Debian's abraunegg/onedrive 2.4, in its own mount namespace. Nothing on the machine is changed. */
export async function createOnedriveClient(options: SampleOptions): Promise<OnedriveClient> {
  const folder = mkdtempSync(join(tmpdir(), 'sample-onedrive-'));
  const certificate = writeServerCertificate(folder, [GRAPH, SIGN_IN]);
  const complaints: string[] = [];
  const service = await createSampleService({
    content: 'empty',
    onResponse: (answer) => complaints.push(...judgeResponse(answer)),
    ...options,
    quirks: { deltaPaths: true, ...options.quirks },
    front: { ...certificate, hostName: GRAPH, signInHostName: SIGN_IN },
  });
  service.directory.register({ clientId: CLIENT_ID, platform: 'desktop', takesNativeClient: true });
  const proxy = await startConnectProxy(
    new Map([
      [GRAPH, service.listensAt],
      [SIGN_IN, service.signInUrl],
    ]),
  );
  const syncFolder = join(folder, 'sync');
  const configFolder = join(folder, 'config');
  for (const one of [syncFolder, configFolder]) mkdirSync(one);
  writeFileSync(join(configFolder, 'config'), `sync_dir = "${syncFolder}"\nlog_dir = "${folder}/"\n`);
  const run = (...args: string[]) => runClient({ folder, configFolder, proxyUrl: proxy.url }, args);
  await signIn(folder, certificate.cert, service, run);
  return {
    service,
    complaints,
    syncFolder,
    sync: (...args) => run('--synchronize', '--verbose', ...args),
    async close() {
      proxy.close();
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Run = (...args: string[]) => Promise<{ exitCode: number; output: string }>;

function runClient(
  { folder, configFolder, proxyUrl }: { folder: string; configFolder: string; proxyUrl: string },
  args: readonly string[],
): ReturnType<Run> {
  const script = `mount --bind "$0" ${SYSTEM_BUNDLE} && exec onedrive "$@"`;
  const cert = join(folder, 'cert.pem');
  return new Promise((resolve, reject) => {
    const child = spawn('unshare', ['-rm', 'sh', '-c', script, cert, '--confdir', configFolder, ...args], {
      env: { PATH: process.env['PATH'], HOME: folder, https_proxy: proxyUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (output += text.toString()));
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? -1, output }));
  });
}

/** Addresses are exchanged through two files. */
async function signIn(folder: string, cert: string, service: SampleService, run: Run): Promise<void> {
  const [pageFile, ledToFile] = [join(folder, 'page'), join(folder, 'led-to')];
  const running = run('--auth-files', `${pageFile}:${ledToFile}`, '--synchronize');
  const ended = new AbortController();
  void running.finally(() => ended.abort());
  const isWritten = () => existsSync(pageFile) && readFileSync(pageFile, 'utf8') !== '';
  while (!isWritten() && !ended.signal.aborted) await sleep(50);
  if (!ended.signal.aborted) {
    const page = new URL(readFileSync(pageFile, 'utf8').trim());
    page.searchParams.set('sample_account', service.drive.raw.owner.email);
    page.searchParams.set('sample_consent', 'yes');
    // The client reads the file as soon as it exists, so it appears with its content.
    writeFileSync(
      `${ledToFile}.new`,
      await fetchLocation(service.signInUrl + page.pathname + page.search, cert),
    );
    renameSync(`${ledToFile}.new`, ledToFile);
  }
  const { exitCode, output } = await running;
  if (exitCode !== 0) throw new Error(`the onedrive client did not sign in: ${output}`);
}

function fetchLocation(url: string, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { ca }, (response) => {
      response.resume();
      const { location } = response.headers;
      if (location === undefined) reject(new Error(`the sign-in page answered ${response.statusCode}`));
      else resolve(location);
    }).on('error', reject);
  });
}
