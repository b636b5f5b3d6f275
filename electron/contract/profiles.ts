import { z } from 'zod';
import { isProfileName } from './profile-name.ts';

export const ProfileName = z.string().refine(isProfileName);

export const Profile = z.object({
  /** Null for the default profile. */
  name: z.string().nullable(),
  isCurrent: z.boolean(),
  /** A Slipway process owns it, with or without a window. */
  isOpen: z.boolean(),
});
export type Profile = z.infer<typeof Profile>;
