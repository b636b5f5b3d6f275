import { createDriveView, type DriveView } from '../../electron/sample/drive-view.ts';
import type { SampleOptions } from '../../electron/sample/options.ts';
import type { SampleService } from '../../electron/sample/sample-service.ts';
import type { SignInPage } from '../pages/sign-in-page.ts';

export const appId = '7c1d2e3f-aaaa-4bbb-8ccc-ddddeeee0001';
export const appSecret = 'Zx8Q~a-secret-of-the-app.01';

export const fabrikam = (people: number): SampleOptions => ({
  driveType: 'business',
  content: 'empty',
  tenants: [{ domain: 'fabrikam.example', people }],
});

export function registerApp(sample: SampleService, roles = ['Files.ReadWrite.All', 'User.Read.All']): void {
  sample.directory.register({ clientId: appId, secrets: [appSecret], roles });
}

export async function signInAsApp(signIn: SignInPage): Promise<void> {
  await signIn.open();
  await signIn.choose('As an app, with a client secret');
  await signIn.clientId.fill(appId);
  await signIn.tenant.fill('fabrikam.example');
  await signIn.field('Client secret').fill(appSecret);
  await signIn.button('Sign in as the app').click();
}

export function driveOf({ world }: SampleService, address: string): DriveView {
  const owner = world.tenants.person(address);
  if (owner === null) throw new Error(`nobody is called ${address}`);
  return createDriveView(world, world.drives.of(owner));
}
