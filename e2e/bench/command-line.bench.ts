// Beside rclone: npm run bench command-line. "slipway list" of 10,000 items, cold and as a client of a
// running owner, against "rclone lsf"; "slipway save" of 1,000 files of 20 KiB against "rclone copy". Each
// run includes starting and ending the program. Slipway runs from its sources with Node's compile cache and
// uses plain HTTP, which is all an unpackaged build may use; rclone uses TLS.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '../../electron/core/core.ts';
import { serveCommands } from '../../electron/core/socket/command-socket.ts';
import { toSocketPlace } from '../../electron/core/socket/socket-place.ts';
import { realClock, toPorts } from '../../electron/core/testing/test-ports.ts';
import { writeServerCertificate } from '../../electron/sample/testing/certificate.ts';
import { HOST, setUpRclone, whyNoRclone } from '../../electron/sample/testing/rclone.ts';
import { root } from '../run/root.ts';
import { startChild } from './child.ts';
import { printTable, toMedian } from './measure.ts';
import type { ServiceSkills } from './service-process.ts';

const rounds = Number(process.env.ROUNDS ?? 3);
const listed = 10_000;
const sent = { count: 1_000, sizeBytes: 20 * 1024 };

const base = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'slipway-bench-'));
const { key, cert } = writeServerCertificate(base, [HOST]);
const quiet = { info: () => {}, warn: () => {}, error: console.error };

async function startService(options: Parameters<ServiceSkills['start']>[0]) {
  const child = startChild<ServiceSkills>(new URL('./service-process.ts', import.meta.url));
  const service = await child.ask('start', options);
  await child.ask('addFiles', { folder: 'Big', count: listed, sizeBytes: 100 });
  return { child, ...service };
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

function slipway(profile: string, address: string, args: readonly string[]): Promise<string> {
  const env = {
    ...process.env,
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node-compile'),
    SLIPWAY_PROFILE: profile,
    SLIPWAY_SAMPLE: address,
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'e2e/run/slipway.ts'), ...args], { env, cwd: base });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`${code} ${err}`))));
  });
}

function assertLines(text: string, count: number): void {
  const lines = text.split('\n').filter((line) => line !== '').length;
  if (lines !== count) throw new Error(`${lines} lines, ${count} were expected`);
}

const measured = new Map<string, number[]>();
async function measure(what: string, work: () => Promise<unknown>): Promise<void> {
  measured.set(what, [...(measured.get(what) ?? []), await time(work)]);
}

const plain = await startService({ driveType: 'business' });
const address = `${plain.graphUrl}#${plain.accessToken}`;
const [cold, owned] = [join(base, 'cold'), join(base, 'owned')];
const source = join(base, 'source');
await mkdir(source);
for (let n = 1; n <= sent.count; n += 1)
  await writeFile(join(source, `file ${n}.bin`), Buffer.alloc(sent.sizeBytes, n % 251));
await slipway(cold, address, ['accounts', 'add-sample']);
await slipway(owned, address, ['accounts', 'add-sample']);

const rclone =
  whyNoRclone() === null
    ? await (async () => {
        const front = { hostName: HOST, key, cert, contentToo: true };
        const service = await startService({
          driveType: 'business',
          quirks: { toleratesAuthorization: true },
          front,
        });
        return { service, client: await setUpRclone(base, { ...service, driveType: 'business' }) };
      })()
    : null;

async function runRclone(...args: string[]): Promise<string> {
  const { exitCode, output, errors } = (await rclone?.client.run(...args)) ?? {
    exitCode: 1,
    output: '',
    errors: 'no rclone',
  };
  if (exitCode !== 0) throw new Error(errors);
  return output;
}

const reach = (url: string) => (url.startsWith('http://127.0.0.1') ? null : { url, headers: {} });
try {
  for (let round = 1; round <= rounds; round += 1) {
    await measure('list of 10,000, slipway cold', async () =>
      assertLines(await slipway(cold, address, ['list', '--json', 'myfiles/Big']), listed),
    );
    const core = await createCore(toPorts({ ...plain, reach }, owned, realClock, quiet));
    const connect = () => core.connectCommand();
    const socket = await serveCommands({ place: toSocketPlace(owned), version: '0', connect, log: quiet });
    await slipway(owned, address, ['list', '--limit', '1']);
    await measure('list of 10,000, slipway beside a running app', async () =>
      assertLines(await slipway(owned, address, ['list', '--json', 'myfiles/Big']), listed),
    );
    await socket.close();
    await core.close();
    if (rclone !== null)
      await measure('list of 10,000, rclone lsf', async () =>
        assertLines(await runRclone('lsf', 'drive:Big'), listed),
      );
    await measure('1,000 x 20 KiB, slipway save', () =>
      slipway(cold, address, ['save', '--recursive', '--parents', source, `myfiles/up${round}/`]),
    );
    if (rclone !== null)
      await measure('1,000 x 20 KiB, rclone copy', () => runRclone('copy', source, `drive:up${round}`));
  }
  printTable(
    [...measured].map(([what, ms]) => ({
      what,
      'median of': ms.length,
      ms: Math.round(toMedian(ms)),
      fastest: Math.round(Math.min(...ms)),
      slowest: Math.round(Math.max(...ms)),
    })),
  );
} finally {
  rclone?.client.close();
  await rclone?.service.child.end();
  await plain.child.end();
  await rm(base, { recursive: true, force: true });
}
