import { z } from 'zod';
import { Count, Instant } from './values.ts';

const Text = z.string().nullable();

export const ItemDetails = z.object({
  createdAt: Instant.nullable(),
  createdBy: Text,
  description: Text,
  mimeType: Text,
  /** Work drives provide only the first, personal drives all. Hexadecimal, except the first, which is base64. */
  quickXorHash: Text,
  sha1Hash: Text,
  sha256Hash: Text,
  pixels: z.object({ width: Count, height: Count }).nullable(),
  durationMs: Count.nullable(),
  takenAt: Instant.nullable(),
  camera: Text,
  /** Of a library file; null if nobody has it checked out. */
  checkedOutBy: Text,
  retention: z.object({ label: z.string(), allows: z.enum(['all', 'noDelete', 'noChange']) }).nullable(),
});
export type ItemDetails = z.infer<typeof ItemDetails>;
