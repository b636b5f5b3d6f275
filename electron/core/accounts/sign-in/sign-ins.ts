import { randomUUID } from 'node:crypto';
import type { Account } from '../../../contract/records.ts';
import type { Registration, SignIn, SignInDefaults, SignInRequest } from '../../../contract/sign-in.ts';
import { toFailure } from '../../../contract/errors.ts';
import { AppError, isAppError } from '../../errors.ts';
import { settledSoon } from '../../lib/settled-soon.ts';
import { reportBug } from '../../lib/report-bug.ts';
import { findRefusedScopes, resolveRegistration } from '../../policy/registration.ts';
import type { Ports } from '../../ports.ts';
import type { SessionContext } from '../../session/session-context.ts';
import type { Accounts } from '../accounts.ts';
import { toAuthority, type AppRegistration } from '../clouds.ts';
import { noCredential, type CredentialStore } from '../credential-store.ts';
import type { CertificateFile } from '../app-only/certificate.ts';
import { readOffered, toCertificateFiles } from '../app-only/offered-certificate.ts';
import { renewApp } from '../app-only/renew-app.ts';
import { addPerson, checkPerson } from './add-person.ts';
import { signInAsApp, type AppGrant } from './app-flow.ts';
import type { Attempt } from './attempt.ts';
import { signInByBrowser } from './browser-flow.ts';
import { askAdministrator } from './consent-flow.ts';
import { signInByDevice } from './device-flow.ts';
import { signInByPassword } from './password-flow.ts';
import { allSteps, stepsBefore, stepsUntil } from './completed-steps.ts';
import type { PersonGrant } from './person-grant.ts';

/** An attempt belongs to the window that started it, and ends with it. */
export interface SignIns {
  defaults(): Promise<SignInDefaults>;
  /**
   * Returns at once. @throws AppError clientIdMissing, scopeNotAllowed, keyringMissing, tenantUnclear: then
   * nothing was started
   */
  begin(session: SessionContext, request: SignInRequest): Promise<SignIn>;
  openAgain(session: SessionContext, signInId: string): Promise<void>;
  cancel(session: SessionContext, signInId: string): void;
  /** App-only, while waiting for drives. @throws AppError notFound */
  grantOf(session: SessionContext, signInId: string): { request: SignInRequest; grant: AppGrant };
  finish(session: SessionContext, signInId: string, account: Account | null): void;
  closeSession(session: SessionContext): void;
  close(): Promise<void>;
}

export interface SignInsDeps {
  ports: Ports;
  accounts: Accounts;
  credentials: CredentialStore;
}

interface Running {
  session: SessionContext;
  request: SignInRequest;
  signIn: SignIn;
  abort: AbortController;
  page: string | null;
  grant: AppGrant | null;
  certificateFiles: readonly CertificateFile[];
}

const isEnded = ({ state }: SignIn): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

export function createSignIns({ ports, accounts, credentials }: SignInsDeps): SignIns {
  const running = new Map<string, Running>();
  /** Includes cancelled ones, which may still be writing. */
  const attempts = new Set<Promise<void>>();

  const show = (one: Running, patch: Partial<SignIn>) => {
    if (isEnded(one.signIn)) return;
    one.signIn = { ...one.signIn, ...patch };
    if (isEnded(one.signIn)) running.delete(one.signIn.signInId);
    one.session.emit('signIn.changed', one.signIn);
  };

  const openPage = async (url: string) => {
    try {
      await ports.browser.open(url);
    } catch (cause) {
      throw new AppError('browserNotOpened', { cause });
    }
  };

  const toAttempt = (one: Running, registration: AppRegistration): Attempt => {
    const { request, abort } = one;
    const accountId = 'accountId' in request ? request.accountId : null;
    const account = accountId === null ? null : accounts.drive(accountId).account;
    return {
      request,
      registration,
      ports,
      signal: abort.signal,
      again:
        account === null ? null : { address: account.address, claims: accounts.claimsOf(account.accountId) },
      show: (patch) => show(one, patch),
      markDone: (step) => (one.signIn = { ...one.signIn, passed: stepsUntil(request.method, step) }),
      offerPage: (url) => (one.page = url),
      openPage(url) {
        one.page = url;
        return openPage(url);
      },
    };
  };

  const endPerson = async (one: Running, attempt: Attempt, grant: PersonGrant): Promise<Partial<SignIn>> => {
    attempt.show({ state: 'finishing', granted: grant.granted });
    attempt.markDone('permissions');
    if (one.request.purpose === 'check') await checkPerson(ports, attempt.registration, grant);
    const account =
      one.request.purpose === 'check' ? null : await addPerson({ ports, accounts }, attempt, grant);
    return { state: 'done', account, passed: allSteps(one.request.method) };
  };

  const runFlow = async (one: Running, attempt: Attempt): Promise<Partial<SignIn>> => {
    const { request } = one;
    switch (request.method) {
      case 'browser':
        return endPerson(one, attempt, await signInByBrowser({ ...attempt, request }));
      case 'device':
        return endPerson(one, attempt, await signInByDevice({ ...attempt, request }));
      case 'password':
        return endPerson(one, attempt, await signInByPassword({ ...attempt, request }));
      case 'adminConsent':
        await askAdministrator({ ...attempt, request });
        return { state: 'done', passed: allSteps('adminConsent') };
      case 'secret':
        return endApp(
          one,
          await signInAsApp(attempt, {
            credential: { ...noCredential, secret: request.secret },
            expiresAt: request.secretExpiresAt,
          }),
        );
      case 'certificate':
        return endApp(
          one,
          await signInAsApp(attempt, await readOffered(request, one.certificateFiles, ports)),
        );
    }
  };

  const endApp = async (one: Running, grant: AppGrant): Promise<Partial<SignIn>> => {
    const passed = allSteps(one.request.method);
    if (one.request.purpose === 'check') return { state: 'done', granted: grant.roles, passed };
    const accountId = 'accountId' in one.request ? one.request.accountId : null;
    if (accountId !== null) {
      const account = await renewApp(accounts, accountId, grant, one.request.keep);
      return { state: 'done', account, granted: grant.roles, passed };
    }
    one.grant = grant;
    return { state: 'chooseDrives', granted: grant.roles, passed };
  };

  const run = async (one: Running, attempt: Attempt): Promise<void> => {
    try {
      const end = await runFlow(one, attempt);
      if (one.abort.signal.aborted) throw new AppError('cancelled');
      show(one, end);
    } catch (error) {
      if (one.abort.signal.aborted || isAppError(error, 'cancelled')) {
        show(one, { state: 'cancelled' });
        return;
      }
      if (!isAppError(error)) reportBug(ports.log, 'signing in', error);
      const failure = isAppError(error) ? error.toFailure() : toFailure('bug');
      show(one, {
        state: 'failed',
        failure,
        passed: stepsBefore(one.request.method, failure.code, one.signIn.passed),
      });
    }
  };

  /** The renderer does not know the previous app registration. */
  const findEarlier = (request: SignInRequest): AppRegistration | null => {
    const accountId = 'accountId' in request ? request.accountId : null;
    const record = accounts.records().find(({ account }) => account.accountId === accountId);
    return record?.identity?.registration ?? null;
  };

  const find = (session: SessionContext, signInId: string): Running => {
    const one = running.get(signInId);
    if (one === undefined || one.session !== session) throw new AppError('notFound');
    return one;
  };

  const end = (one: Running) => {
    one.abort.abort();
    show(one, { state: 'cancelled' });
  };

  return {
    async defaults() {
      const { cloud, tenant, clientId } = resolveRegistration(ports.policy, ports.builtIn);
      const fields = ['cloud', 'tenant', 'clientId'] as const;
      return {
        cloud: cloud ?? 'global',
        tenant: tenant ?? '',
        hasClientId: clientId !== null,
        locked: fields.filter((field) => ports.policy.locked.includes(field)),
        allowedScopes: ports.policy.allowedScopes,
        canSeal: await credentials.canSeal(),
      };
    },
    async begin(session, request) {
      const registration = toRegistration(ports, findEarlier(request) ?? request.registration);
      const scopes = 'scopes' in request ? request.scopes : [];
      const refused = findRefusedScopes(ports.policy, scopes);
      if (refused.length > 0) throw new AppError('scopeNotAllowed', { facts: { scopes: refused } });
      if (request.purpose === 'add' && request.keep === 'sealed' && !(await credentials.canSeal()))
        throw new AppError('keyringMissing');
      const one: Running = {
        session,
        request,
        signIn: toBegun(request),
        abort: new AbortController(),
        page: null,
        grant: null,
        certificateFiles:
          request.method === 'certificate' ? toCertificateFiles(session.tickets.redeem(request.tickets)) : [],
      };
      const attempt = toAttempt(one, registration);
      if (session.closed.aborted) throw new AppError('cancelled');
      running.set(one.signIn.signInId, one);
      const working = run(one, attempt).finally(() => attempts.delete(working));
      attempts.add(working);
      return one.signIn;
    },
    async openAgain(session, signInId) {
      const { page } = find(session, signInId);
      if (page !== null) await openPage(page);
    },
    cancel: (session, signInId) => end(find(session, signInId)),
    grantOf(session, signInId) {
      const { request, grant, signIn } = find(session, signInId);
      if (grant === null || signIn.state !== 'chooseDrives') throw new AppError('notFound');
      return { request, grant };
    },
    finish: (session, signInId, account) => show(find(session, signInId), { state: 'done', account }),
    closeSession(session) {
      for (const one of running.values()) if (one.session === session) end(one);
    },
    async close() {
      for (const one of running.values()) end(one);
      await settledSoon(attempts);
    },
  };
}

function toBegun({ method, purpose }: SignInRequest): SignIn {
  return {
    signInId: randomUUID(),
    method,
    purpose,
    state: 'starting',
    code: null,
    consentLink: null,
    until: null,
    account: null,
    granted: null,
    passed: [],
    failure: null,
  };
}

/** The administrator's choice takes precedence over the user's, and that over the build's. */
function toRegistration({ policy, builtIn }: Ports, registration: Registration): AppRegistration {
  const { cloud, tenant, clientId, authority } = resolveRegistration(policy, builtIn, registration);
  if (clientId === null) throw new AppError('clientIdMissing');
  if (cloud === null || tenant === null) throw new AppError('tenantUnclear');
  const resolved = { cloud, tenant: tenant.trim(), clientId: clientId.trim(), authority };
  // Throws for an invalid tenant or authority.
  toAuthority(resolved);
  return resolved;
}
