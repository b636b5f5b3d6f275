import type { SignInRequest } from '../../../contract/sign-in.ts';
import { SAMPLE_APP } from '../../../sample/entra/registration.ts';

export const withPassword: SignInRequest = {
  method: 'password',
  registration: {
    cloud: 'global',
    tenant: 'contoso.example',
    clientId: SAMPLE_APP.clientId,
    authority: null,
  },
  purpose: 'add',
  keep: 'session',
  scopes: ['Files.ReadWrite'],
  accountId: null,
  username: 'alex@contoso.example',
  password: 'correct horse',
};
