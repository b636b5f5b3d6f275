import type { ServiceResponse } from '../http/exchange.ts';
import { toRefusal } from './aadsts.ts';
import { askConsent } from './consent.ts';
import { toAccountPage, toDevicePage, toFactorPage, toMessagePage } from './pages.ts';
import { peopleAt, tenantFor, type SignInContext } from './sign-in-context.ts';
import { showRefusal } from './redirect-back.ts';

export function deviceAuth(page: SignInContext): ServiceResponse {
  const { directory, clock, request } = page;
  const { query } = request;
  const userCode = (query.get('user_code') ?? '').trim().toUpperCase();
  const device = directory.devices.find(
    (one) => one.userCode === userCode && one.verdict === null && one.expiresMs > clock.now(),
  );
  const app = directory.findApp(device?.clientId ?? null);
  if (device === undefined || app === null) return toDevicePage(userCode);
  const { tenant: asked, tenantSegment } = device;
  const context = { ...page, tenant: asked, tenantSegment };
  const decline = (): ServiceResponse => {
    device.verdict = 'declined';
    return toMessagePage('Declined', 'You can close this window.');
  };
  const picked = query.get('sample_account');
  if (picked === 'cancel' || query.get('sample_consent') === 'no') return decline();
  const person = directory.tenants.person(picked ?? '');
  if (person === null) return toAccountPage(query, peopleAt(context));
  const tenant = tenantFor(context, person);
  if (tenant === null) return showRefusal(context, toRefusal(50020));
  const trouble = directory.troubles.get(person.email);
  if (trouble !== undefined) return showRefusal(context, toRefusal(trouble));
  if (query.get('sample_factor') === 'denied') return decline();
  const strong = query.get('sample_factor') === 'approved';
  if (directory.needsMfa.has(person.email) && !strong) return toFactorPage(query, person);
  const consent = askConsent(context, { app, person, tenant }, device.scopes);
  if (consent !== null) return 'declined' in consent ? decline() : consent;
  device.verdict = { person, tenantId: tenant.id, strong };
  return toMessagePage('Signed in', 'You can close this window and go back to the app.');
}
