import { z } from 'zod';
import { Instant } from './records.ts';

const Text = z.string().nullable();
const Count = z.number().int().nonnegative();

/** What OneDrive says of an item beyond its row. null: it does not say. */
export const ItemDetails = z.object({
  createdAt: Instant.nullable(),
  createdBy: Text,
  description: Text,
  mimeType: Text,
  /** Work drives give the first only, personal drives the others as well. Hexadecimal, the first base64. */
  quickXorHash: Text,
  sha1Hash: Text,
  sha256Hash: Text,
  /** Of a picture or a film, in pixels. */
  pixels: z.object({ width: Count, height: Count }).nullable(),
  /** Of a film or a recording. */
  durationMs: Count.nullable(),
  takenAt: Instant.nullable(),
  /** What took the picture: "Canon EOS R6" */
  camera: Text,
});
export type ItemDetails = z.infer<typeof ItemDetails>;
