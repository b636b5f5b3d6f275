import { z } from 'zod';

export const LogLevel = z.enum(['info', 'warn', 'error']);
export type LogLevel = z.infer<typeof LogLevel>;

/** A log entry without secrets, names, addresses, and folders. */
export const LogEntry = z.object({
  /** As written; "" if the line has none. */
  at: z.string(),
  level: LogLevel,
  text: z.string(),
});
export type LogEntry = z.infer<typeof LogEntry>;
