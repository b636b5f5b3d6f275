import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DriveAdded, DriveChoice, SignIn, SignInRequest } from '../../contract/sign-in.ts';
import { createDriveView, type DriveView } from '../../sample/drive-view.ts';
import { makeCertificate } from './certificates.ts';
import type { Rig, RigOptions } from './rig.ts';
import { beginUntil } from './sign-in-steps.ts';
import { offerPaths } from './steps.ts';

export const appId = '7c1d2e3f-aaaa-4bbb-8ccc-ddddeeee0001';
export const appSecret = 'Zx8Q~a-secret-of-the-app.01';
export const fabrikam: RigOptions = {
  driveType: 'business',
  content: 'empty',
  tenants: [{ domain: 'fabrikam.example', people: 40 }],
};

export function registerApp(rig: Rig, roles = ['Files.ReadWrite.All', 'User.Read.All']): void {
  rig.service.directory.register({ clientId: appId, secrets: [appSecret], roles });
}

export type AppRequest = Extract<SignInRequest, { method: 'secret' }>;

export const appRequest = (more: Partial<AppRequest> = {}): AppRequest => ({
  method: 'secret',
  registration: { cloud: 'global', tenant: 'fabrikam.example', clientId: appId, authority: null },
  purpose: 'add',
  keep: 'session',
  accountId: null,
  secret: appSecret,
  secretExpiresAt: null,
  ...more,
});

export function signInApp(rig: Rig, more: Partial<AppRequest> = {}): Promise<SignIn> {
  return beginUntil(rig, appRequest(more), 'chooseDrives', 'failed', 'done');
}

export const choice = (user: string, more: Partial<DriveChoice> = {}): DriveChoice => ({
  user,
  name: null,
  group: null,
  rootPath: null,
  ...more,
});

export async function addDrives(rig: Rig, signIn: SignIn, ...drives: DriveChoice[]): Promise<DriveAdded[]> {
  return rig.call('signIn.addDrives', { signInId: signIn.signInId, drives });
}

export function driveOf({ service: { world } }: Rig, address: string): DriveView {
  const owner = world.tenants.person(address);
  if (owner === null) throw new Error(`nobody is called ${address}`);
  return createDriveView(world, world.drives.of(owner));
}

/** Returns its ticket. */
export async function offerCertificate(rig: Rig): Promise<{ ticket: string; path: string }> {
  const made = makeCertificate();
  rig.service.directory.register({
    clientId: appId,
    certificates: [made.certificatePem],
    roles: ['Files.Read.All'],
  });
  const path = join(rig.userData, 'app.pem');
  await writeFile(path, made.certificatePem + made.keyPem);
  const [ticket = ''] = await offerPaths(rig.session, [path]);
  return { ticket, path };
}
