export interface Person {
  id: string;
  displayName: string;
  email: string;
  /** Of a guest: who they are in their own organization. */
  home?: { personId: string; tenantId: string; email: string };
}

export const ALEX: Person = {
  id: '6f1a2b30-95c4-4d0e-8a77-2f4b9c1d0e01',
  displayName: 'Alex Sample',
  email: 'alex@contoso.example',
};

export const DANA: Person = {
  id: '6f1a2b30-95c4-4d0e-8a77-2f4b9c1d0e02',
  displayName: 'Dana Reyes',
  email: 'dana@contoso.example',
};

export const KIM: Person = {
  id: '6f1a2b30-95c4-4d0e-8a77-2f4b9c1d0e03',
  displayName: 'Kim Osei',
  email: 'kim@contoso.example',
};

/**
 * The people of contoso.example; in a personal world, they have personal accounts with the same addresses.
 */
export const HOME_PEOPLE: readonly Person[] = [ALEX, DANA, KIM];
