import { AppError } from '../errors.ts';
import { createGraphClient, type GraphClient, type GraphClientDeps } from '../graph/graph-client.ts';
import type { DriveAccess, Ports } from '../ports.ts';
import type { AccountRecord } from './account-store.ts';
import { createAppAccess } from './app-access.ts';
import { createOpenAccount, type OpenAccount } from './open-account.ts';
import { toLeastScope } from './permissions/least-scope.ts';
import type { PermissionUsage } from './permissions/permission-usage.ts';
import { createPersonAccess, type AccessDeps } from './person-access.ts';

export interface GraphClients {
  openAccount(record: AccountRecord, sample: DriveAccess | null): OpenAccount;
  connect(access: DriveAccess): GraphClient;
}

export interface GraphClientsDeps extends AccessDeps {
  ports: Ports;
  usage: PermissionUsage;
  waiting(accountId: string, untilMs: number | null): void;
}

export function createGraphClients(deps: GraphClientsDeps): GraphClients {
  const { ports, usage } = deps;

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
    if (identity?.kind === 'person') return createPersonAccess(deps, record, identity);
    if (identity?.kind === 'app') return createAppAccess(deps, record, identity);
    if (sample === null) throw new AppError('notFound');
    return sample;
  };

  return {
    connect: (access) => connect(access),
    openAccount(record, sample) {
      const { accountId } = record.account;
      const account = createOpenAccount(record, {
        access: accessOf(sample),
        connect(access) {
          const graph = connect(access, (request) => {
            const scope = toLeastScope(request, account.account);
            if (scope !== null) usage.note(accountId, scope);
          });
          graph.pace.listen((untilMs) => deps.waiting(accountId, untilMs));
          return graph;
        },
      });
      return account;
    },
  };
}
