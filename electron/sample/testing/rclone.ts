import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SampleOptions } from '../options.ts';
import { createSampleService, type SampleService } from '../sample-service.ts';
import { judgeResponse } from './response-judge.ts';
import { writeServerCertificate } from './certificate.ts';
import { startConnectProxy } from './connect-proxy.ts';

export function whyNoRclone(): string | null {
  try {
    execFileSync('rclone', ['version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'rclone is not installed';
  }
}

export interface Rclone {
  readonly service: SampleService;
  readonly complaints: readonly string[];
  readonly folder: string;
  run(...args: string[]): Promise<{ exitCode: number; output: string; errors: string }>;
  close(): Promise<void>;
}

export const HOST = 'graph.microsoft.com';

/** Nothing on the machine is changed. */
export async function createRclone(options: SampleOptions): Promise<Rclone> {
  const folder = mkdtempSync(join(tmpdir(), 'sample-rclone-'));
  const { key, cert } = writeServerCertificate(folder, [HOST]);
  const complaints: string[] = [];
  const service = await createSampleService({
    content: 'empty',
    onResponse: (answer) => complaints.push(...judgeResponse(answer)),
    ...options,
    quirks: { toleratesAuthorization: true, ...options.quirks },
    front: { hostName: HOST, key, cert },
  });
  const client = await setUpRclone(folder, {
    listensAt: service.listensAt,
    accessToken: service.accessToken,
    driveId: service.drive.id,
    driveType: options.driveType ?? 'personal',
  });
  const patience = ['--low-level-retries', '5', '--retries', '1', '--onedrive-chunk-size', '5M'];
  return {
    service,
    complaints,
    folder,
    run: (...args) => client.run(...patience, ...args),
    async close() {
      client.close();
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface RcloneTarget {
  listensAt: string;
  accessToken: string;
  driveId: string;
  driveType: string;
}

export async function setUpRclone(
  folder: string,
  { listensAt, accessToken, driveId, driveType }: RcloneTarget,
): Promise<Pick<Rclone, 'run'> & { close(): void }> {
  const proxy = await startConnectProxy(new Map([['', listensAt]]));
  const config = join(folder, 'rclone.conf');
  const token = JSON.stringify({
    access_token: accessToken,
    token_type: 'Bearer',
    refresh_token: 'none',
    expiry: '2099-01-01T00:00:00Z',
  });
  writeFileSync(
    config,
    `[drive]\ntype = onedrive\ntoken = ${token}\ndrive_id = ${driveId}\ndrive_type = ${driveType}\n`,
  );
  return {
    run: (...args) =>
      new Promise((resolve, reject) => {
        const fixed = ['--config', config, '--ca-cert', join(folder, 'cert.pem')];
        const child = spawn('rclone', [...fixed, ...args], {
          env: { PATH: process.env['PATH'], HOME: folder, HTTPS_PROXY: proxy.url },
        });
        let output = '';
        let errors = '';
        child.stdout.on('data', (text: Buffer) => (output += text.toString()));
        child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
        child.on('error', reject);
        child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? -1, output, errors }));
      }),
    close: () => proxy.close(),
  };
}
