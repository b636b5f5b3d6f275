export function reportBug(
  log: { error(message: string, facts?: Record<string, unknown>): void },
  during: string,
  error: unknown,
): void {
  log.error('bug', {
    during,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
}
