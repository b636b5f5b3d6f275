import type { SignInDefaults } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import type { SignInDraft } from '../../state/sign-in-draft.ts';

/** Cleared after use. */
export interface Secrets {
  password: string;
  secret: string;
  certificatePassword: string;
  files: readonly File[];
}

export const noSecrets: Secrets = { password: '', secret: '', certificatePassword: '', files: [] };

export const fieldNames = [
  'clientId',
  'kind',
  'tenant',
  'username',
  'password',
  'secret',
  'secretEndsOn',
  'certificate',
  'scopes',
  'cloud',
  'authority',
] as const;
export type FieldName = (typeof fieldNames)[number];

export type Mistakes = Partial<Record<FieldName, string>>;

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const domain = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

export const isAppMethod = ({ method }: Pick<SignInDraft, 'method'>): boolean =>
  method === 'secret' || method === 'certificate';

/** `again`: an existing account needs no registration. */
export function validateDraft(
  draft: SignInDraft,
  secrets: Secrets,
  defaults: SignInDefaults,
  again: boolean,
  now: Date = new Date(),
): Mistakes {
  const found: Record<FieldName, string | null> = {
    clientId: again ? null : judgeClientId(draft, defaults),
    kind:
      !again && draft.method === 'password' && (draft.kind === 'personal' || draft.kind === 'any')
        ? t('signIn.kind.organizationOnly')
        : null,
    tenant: again ? null : judgeTenant(draft),
    username:
      draft.method === 'password' && !draft.username.includes('@')
        ? t('signIn.password.usernameMissing')
        : null,
    password: draft.method === 'password' ? judgePassword(secrets.password) : null,
    secret: draft.method === 'secret' ? judgeSecret(secrets.secret) : null,
    secretEndsOn:
      draft.method === 'secret' && isPast(draft.secretEndsOn, now) ? t('signIn.secret.expired') : null,
    certificate: draft.method === 'certificate' ? judgeFiles(secrets.files) : null,
    scopes: !isAppMethod(draft) && draft.scopes.length === 0 ? t('signIn.scopes.missing') : null,
    cloud: null,
    authority:
      draft.authority.trim() === '' || isAuthority(draft.authority) ? null : t('signIn.authority.shape'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, mistake]) => mistake !== null));
}

function judgeClientId({ clientId }: SignInDraft, defaults: SignInDefaults): string | null {
  const id = clientId.trim();
  if (defaults.locked.includes('clientId')) return null;
  if (id === '') return defaults.hasClientId ? null : t('signIn.clientId.missing');
  return guid.test(id) ? null : t('signIn.clientId.shape');
}

function judgeTenant(draft: SignInDraft): string | null {
  if (draft.kind !== 'tenant' && !isAppMethod(draft)) return null;
  const tenant = draft.tenant.trim();
  if (tenant === '') return t('signIn.tenant.missing');
  if (guid.test(tenant) || domain.test(tenant)) return null;
  return ['common', 'organizations', 'consumers'].includes(tenant.toLowerCase())
    ? t('signIn.tenant.shared')
    : t('signIn.tenant.shape');
}

function judgePassword(password: string): string | null {
  if (password === '') return t('signIn.password.missing');
  // The service trims spaces and would then reject a correct password.
  return password.trim() === password ? null : t('signIn.password.spaces');
}

function judgeSecret(secret: string): string | null {
  if (secret.trim() === '') return t('signIn.secret.missing');
  return guid.test(secret.trim()) ? t('signIn.secret.isId') : null;
}

function judgeFiles(files: readonly File[]): string | null {
  if (files.length === 0) return t('signIn.certificate.missing');
  return files.length > 2 ? t('signIn.certificate.tooMany') : null;
}

function isPast(day: string, now: Date): boolean {
  return day !== '' && Date.parse(`${day}T23:59:59`) < now.getTime();
}

function isAuthority(text: string): boolean {
  const url = text.trim();
  return URL.canParse(url) && new URL(url).protocol === 'https:' && new URL(url).hostname !== '';
}
