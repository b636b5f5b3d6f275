import { hiddenSwitch } from './autostart-entry.ts';
import { commandNames } from '../cli/command-names.ts';
import type { DriveAccess } from '../core/ports.ts';

export interface Launch {
  isSmoke: boolean;
  isHidden: boolean;
  commandLine: readonly string[] | null;
  /** From "--profile work"; null: the default profile. */
  profile: string | null;
}

/**
 * Everything after `--command-line --`, or a packaged program's arguments from a command name on ("slipway
 * list myfiles").
 */
export function parseLaunch(argv: readonly string[], isPackaged: boolean): Launch {
  const commandLine = findCommandLine(argv, isPackaged);
  return {
    isSmoke: argv.includes('--smoke'),
    isHidden: commandLine === null && argv.includes(hiddenSwitch),
    commandLine,
    profile: commandLine === null ? findProfile(argv) : null,
  };
}

function findCommandLine(argv: readonly string[], isPackaged: boolean): readonly string[] | null {
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  if (own.includes('--command-line')) return end < 0 ? [] : argv.slice(end + 1);
  const [, first] = argv;
  const isNamed = isPackaged && first !== undefined && (commandNames as readonly string[]).includes(first);
  return isNamed ? argv.slice(1) : null;
}

function findProfile(argv: readonly string[]): string | null {
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  const at = own.findIndex((each) => each === '--profile' || each.startsWith('--profile='));
  const [, inOne] = own[at]?.split(/=(.*)/s) ?? [];
  return at < 0 ? null : (inOne ?? own[at + 1] ?? '');
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * SLIPWAY_SAMPLE="http://127.0.0.1:PORT/v1.0#TOKEN". null in a packaged app, and for any host that isn't
 * loopback.
 */
export function parseSampleAddress(text: string | undefined, isPackaged: boolean): DriveAccess | null {
  if (text === undefined || isPackaged || !URL.canParse(text)) return null;
  const { protocol, hostname, hash, origin, pathname } = new URL(text);
  const token = hash.slice(1);
  if (protocol !== 'http:' || !loopback.has(hostname) || token === '') return null;
  return { graphUrl: origin + pathname.replace(/\/+$/, ''), token: () => Promise.resolve(token) };
}
