import { z } from 'zod';

export const LogLevel = z.enum(['info', 'warn', 'error']);
export type LogLevel = z.infer<typeof LogLevel>;

/** Something that was logged: secrets never were in it, and names, addresses and folders are taken out. */
export const LogEntry = z.object({
  /** As it was written; "" where a line has none. */
  at: z.string(),
  level: LogLevel,
  text: z.string(),
});
export type LogEntry = z.infer<typeof LogEntry>;
