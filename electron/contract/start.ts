import { z } from 'zod';
import { commandIds } from './commands.ts';
import { Account, ItemRef, PlaceName, Sort } from './records.ts';
import { Settings } from './settings.ts';
import { Id } from './values.ts';

export const Command = z.enum(commandIds);
export type Command = z.infer<typeof Command>;

/** Rows with columns, or thumbnails. */
export const Layout = z.enum(['list', 'tiles']);
export type Layout = z.infer<typeof Layout>;

/** `folder` null: the root of the place. */
export const LastPlace = z.object({
  place: PlaceName,
  folder: ItemRef.nullable(),
  sort: z.array(Sort).max(2),
  layout: Layout.default('list'),
});
export type LastPlace = z.infer<typeof LastPlace>;

const PanePlace = LastPlace.extend({ accountId: Id }).strict();

export const LastSplit = z.strictObject({
  start: PanePlace,
  end: PanePlace,
  active: z.enum(['start', 'end']),
});
export type LastSplit = z.infer<typeof LastSplit>;

/** The first pane's share of the width. */
export const StartPart = z.number().min(0.2).max(0.8);

/** By account, and the account used last. `split` null: one pane. `startPart` null: half. */
export const LastPlaces = z.object({
  accountId: Id.nullable(),
  places: z.record(Id, LastPlace),
  split: LastSplit.nullable().default(null),
  startPart: StartPart.nullable().default(null),
});
export type LastPlaces = z.infer<typeof LastPlaces>;

export const Start = z.object({
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  host: z.enum(['electron', 'stand-in']),
  hostVersion: z.string(),
  /** null: the default profile. */
  profile: z.string().nullable(),
  /** Shows a tour on the first start and release notes after an update. */
  greets: z.boolean(),
  accounts: z.array(Account),
  settings: Settings,
  lastPlaces: LastPlaces,
});
export type Start = z.infer<typeof Start>;
