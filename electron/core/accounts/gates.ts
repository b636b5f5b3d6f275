import { AppError } from '../errors.ts';
import { createGraphClient, type GraphClient, type GraphClientDeps } from '../graph/graph-client.ts';
import type { DriveAccess, Ports } from '../ports.ts';
import type { AccountRecord } from './account-store.ts';
import { createAppAccess } from './app-access.ts';
import { createOpenAccount, type OpenAccount } from './open-account.ts';
import { toLeastScope } from './permissions/least-scope.ts';
import type { UsageBook } from './permissions/usage-book.ts';
import { createPersonAccess, type AccessSurroundings } from './person-access.ts';

/** How accounts get to their drives: with the token that is theirs, and a count of what they needed it for. */
export interface Gates {
  /** `sample`: the way to the sample drive, for its account. */
  open(record: AccountRecord, sample: DriveAccess | null): OpenAccount;
  /** A client for a way that belongs to no account yet. */
  connect(access: DriveAccess): GraphClient;
}

export interface GatesSurroundings extends AccessSurroundings {
  ports: Ports;
  usage: UsageBook;
  /** The service asked an account to wait, or lets it go on. */
  waiting(accountId: string, untilMs: number | null): void;
}

export function createGates(surroundings: GatesSurroundings): Gates {
  const { ports, usage } = surroundings;

  const connect = (
    access: DriveAccess,
    succeeded: GraphClientDeps['succeeded'] = () => undefined,
  ): GraphClient =>
    createGraphClient({
      succeeded,
      access,
      http: ports.http,
      clock: ports.clock,
      log: ports.log,
      version: ports.about.version,
    });

  const accessOf = (sample: DriveAccess | null) => (record: () => AccountRecord) => {
    const { identity } = record();
    if (identity?.kind === 'person') return createPersonAccess(surroundings, record, identity);
    if (identity?.kind === 'app') return createAppAccess(surroundings, record, identity);
    if (sample === null) throw new AppError('notFound');
    return sample;
  };

  return {
    connect: (access) => connect(access),
    open(record, sample) {
      const { accountId } = record.account;
      const account = createOpenAccount(record, {
        access: accessOf(sample),
        connect(access) {
          const graph = connect(access, (request) => {
            const scope = toLeastScope(request, account.account);
            if (scope !== null) usage.note(accountId, scope);
          });
          graph.pace.listen((untilMs) => surroundings.waiting(accountId, untilMs));
          return graph;
        },
      });
      return account;
    },
  };
}
