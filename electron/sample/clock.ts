export interface SampleClock {
  now(): number;
  /** Runs everything that falls due, in order, before it returns. */
  advance(ms: number): void;
  after(ms: number, action: () => void): void;
  runDue(): void;
}

interface Appointment {
  dueMs: number;
  action: () => void;
}

/** `startAt` null: the machine's clock plus what was advanced; a number: a clock that stands still. */
export function createSampleClock(startAt: number | null): SampleClock {
  let advancedMs = 0;
  let appointments: Appointment[] = [];
  const now = (): number => (startAt ?? Date.now()) + advancedMs;

  function runDue(): void {
    if (appointments.length === 0) return;
    const due = appointments.filter((one) => one.dueMs <= now()).sort((a, b) => a.dueMs - b.dueMs);
    if (due.length === 0) return;
    appointments = appointments.filter((one) => one.dueMs > now());
    for (const one of due) one.action();
  }

  return {
    now,
    runDue,
    advance(ms) {
      advancedMs += ms;
      runDue();
    },
    after(ms, action) {
      appointments.push({ dueMs: now() + ms, action });
    },
  };
}

/** "2026-11-02T09:30:00Z", as in Graph; fractions only if there are any. */
export function toInstant(ms: number): string {
  const text = new Date(ms).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}
