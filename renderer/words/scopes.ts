import type { ScopeName } from '../../electron/contract/sign-in.ts';

// Duplicates the contract's list, which would bundle zod; `satisfies` keeps it complete.
const scopes = {
  'Files.ReadWrite.AppFolder': true,
  'Files.Read': true,
  'Files.ReadWrite': true,
  'Files.Read.All': true,
  'Files.ReadWrite.All': true,
  'Sites.Read.All': true,
  'Sites.ReadWrite.All': true,
  'User.Read.All': true,
  'Directory.Read.All': true,
} satisfies Record<ScopeName, true>;

/** Least privileged first. */
export const scopeNames = Object.keys(scopes) as readonly ScopeName[];

/** Listed with the reason why they can't be chosen. */
export const unusableScopes = ['Files.Read.Selected', 'Files.ReadWrite.Selected'] as const;
