import { findNameFault } from './item-names.ts';

const pattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The name is also the folder’s name, so it must be valid on every system. */
export const isProfileName = (name: string): boolean =>
  pattern.test(name) && findNameFault(name, 'folder') === null;
