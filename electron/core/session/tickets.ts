import { randomBytes } from 'node:crypto';
import { normalize, sep } from 'node:path';
import type { Ticket } from '../../contract/bridge.ts';
import { AppError } from '../errors.ts';
import { inspectSource, type OfferedSource } from '../lib/inspect-source.ts';

export interface OfferedPath {
  path: string;
  name: string;
  /** `webkitRelativePath` of a file chosen through a folder input ("Trip/day 1/a.jpg"), else "". */
  relativePath: string;
}

/** Unguessable; each works once, and ends with the session. */
export interface Tickets {
  /**
   * Files of a folder input become one ticket for their folder, so that empty folders are included. Rejects,
   * naming the first, only if nothing offered can be sent.
   */
  offer(offered: readonly OfferedPath[]): Promise<Ticket[]>;
  /** If any is invalid, none is used up: `ticketUnknown`. */
  redeem(tickets: readonly string[]): OfferedSource[];
  /** Their paths; uses up none. @throws AppError ticketUnknown */
  pathsOf(tickets: readonly string[]): string[];
  close(): void;
}

const maxInspections = 32;

export function createTickets(): Tickets {
  const open = new Map<string, OfferedSource>();
  let closed = false;
  const find = (tickets: readonly string[]): OfferedSource[] => {
    const sources = tickets.map((ticket) => open.get(ticket));
    if (new Set(tickets).size !== tickets.length || sources.includes(undefined))
      throw new AppError('ticketUnknown');
    return sources.filter((source) => source !== undefined);
  };

  return {
    async offer(offered) {
      const sources = await inspectAll(collapseFolders(offered));
      const first = sources[0];
      if (first?.kind === 'refused' && sources.every((source) => source.kind === 'refused')) {
        throw new AppError(first.failure.code, { subject: first.name });
      }
      if (closed) throw new AppError('ticketUnknown');
      return sources.map((source) => {
        const ticket = randomBytes(24).toString('base64url');
        open.set(ticket, source);
        return toTicket(ticket, source);
      });
    },
    redeem(tickets) {
      const sources = find(tickets);
      for (const ticket of tickets) open.delete(ticket);
      return sources;
    },
    pathsOf: (tickets) => find(tickets).map((source) => (source.kind === 'refused' ? '' : source.path)),
    close() {
      closed = true;
      open.clear();
    },
  };
}

function toTicket(ticket: string, source: OfferedSource): Ticket {
  const sizeBytes = source.kind === 'file' ? source.sizeBytes : null;
  return { ticket, name: source.name, kind: source.kind === 'folder' ? 'folder' : 'file', sizeBytes };
}

function collapseFolders(offered: readonly OfferedPath[]): string[] {
  return [...new Set(offered.map((file) => toFolderRoot(file) ?? file.path))];
}

/**
 * "/home/alex/Trip" for "/home/alex/Trip/day 1/a.jpg" chosen as "Trip/day 1/a.jpg"; null if they don't match.
 */
function toFolderRoot({ path, relativePath }: OfferedPath): string | null {
  const segments = relativePath.split('/').filter((segment) => segment !== '');
  const first = segments[0];
  if (first === undefined || segments.length < 2) return null;
  const tail = sep + segments.join(sep);
  const whole = normalize(path);
  return whole.endsWith(tail) ? whole.slice(0, whole.length - tail.length) + sep + first : null;
}

async function inspectAll(paths: readonly string[]): Promise<OfferedSource[]> {
  const sources: OfferedSource[] = [];
  for (let at = 0; at < paths.length; at += maxInspections) {
    sources.push(...(await Promise.all(paths.slice(at, at + maxInspections).map(inspectSource))));
  }
  return sources;
}
