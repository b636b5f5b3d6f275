import type { Stats } from 'node:fs';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { FileRefused, readRegularFile } from '../../lib/read-regular-file.ts';

export type SecretSource = { from: 'prompt' } | UnattendedSource;

const WrittenSecret = z.discriminatedUnion('from', [
  z.object({ from: z.literal('environment'), name: z.string() }),
  /** A file that only its owner may read. */
  z.object({ from: z.literal('file'), path: z.string() }),
]);
export type WrittenSecret = z.infer<typeof WrittenSecret>;

export const UnattendedSource = z.discriminatedUnion('from', [
  ...WrittenSecret.options,
  z.object({ from: z.literal('certificate'), path: z.string(), password: WrittenSecret.nullable() }),
]);
export type UnattendedSource = z.infer<typeof UnattendedSource>;

/**
 * `prompt`, `env:NAME`, `file:/path` or `certificate:/path`. null for anything else, which probably is the
 * secret itself and must not be in a file that people share.
 */
export function parseSecretSource(text: string): SecretSource | null {
  const [, kind = '', rest = ''] = /^([a-z]+)(?::\s*(.*))?$/i.exec(text.trim()) ?? [];
  switch (kind.toLowerCase()) {
    case 'prompt':
      return rest === '' ? { from: 'prompt' } : null;
    case 'env':
      return /^[A-Za-z_][A-Za-z0-9_]*$/.test(rest) ? { from: 'environment', name: rest } : null;
    case 'file':
      return isAbsolute(rest) ? { from: 'file', path: rest } : null;
    case 'certificate':
      return isAbsolute(rest) ? { from: 'certificate', path: rest, password: null } : null;
    default:
      return null;
  }
}

/** The location of the secret, never the secret. */
export function toSecretText(source: SecretSource): string {
  switch (source.from) {
    case 'prompt':
      return 'prompt';
    case 'environment':
      return `env:${source.name}`;
    case 'file':
    case 'certificate':
      return `${source.from}:${source.path}`;
  }
}

export const isWrittenSecret = (source: SecretSource): source is WrittenSecret =>
  source.from === 'environment' || source.from === 'file';

export class SecretFault extends Error {
  override readonly name = 'SecretFault';
  /** "unset", "missing", "unreadable", "empty", "tooLarge", "notAFile", "link", "owner", or the file's mode as "mode 644" */
  readonly fault: string;

  constructor(fault: string, cause?: unknown) {
    super(fault, { cause });
    this.fault = fault;
  }
}

const maxBytes = 4096;

export async function readSecret(
  source: WrittenSecret,
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): Promise<string> {
  const text =
    source.from === 'environment' ? environment[source.name] : await readOwnFile(source.path, platform);
  if (text === undefined) throw new SecretFault('unset');
  // Editors and `echo` add a line break.
  const secret = text.replace(/[\r\n]+$/, '');
  if (secret === '') throw new SecretFault('empty');
  if (secret.length > maxBytes) throw new SecretFault('tooLarge');
  return secret;
}

async function readOwnFile(path: string, platform: string): Promise<string> {
  try {
    const bytes = await readRegularFile(path, {
      maxBytes,
      refusesLinks: true,
      judge: (stats) => judgeOwn(stats, platform),
    });
    return bytes.toString('utf8');
  } catch (cause) {
    if (cause instanceof SecretFault) throw cause;
    if (cause instanceof FileRefused) throw new SecretFault(cause.reason, cause);
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new SecretFault(isMissing ? 'missing' : 'unreadable', cause);
  }
}

/** Windows has neither numeric owners nor mode bits: there the folder's permissions decide. */
function judgeOwn({ mode, uid }: Stats, platform: string): void {
  if (platform === 'win32') return;
  if ((mode & 0o077) !== 0) throw new SecretFault(`mode ${(mode & 0o777).toString(8)}`);
  if (process.getuid !== undefined && uid !== process.getuid()) throw new SecretFault('owner');
}
