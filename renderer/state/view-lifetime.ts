interface Lifetime {
  users: number;
  close: (() => void) | null;
}

const lifetimes = new Map<string, Lifetime>();

/** The person may leave the view's folder meanwhile. */
export async function keepOpenWhile<T>(viewId: string, work: () => Promise<T>): Promise<T> {
  const lifetime = lifetimes.get(viewId) ?? { users: 0, close: null };
  lifetimes.set(viewId, lifetime);
  lifetime.users += 1;
  try {
    return await work();
  } finally {
    lifetime.users -= 1;
    if (lifetime.users === 0) {
      lifetimes.delete(viewId);
      lifetime.close?.();
    }
  }
}

/** Closes it when the last command that reads it has ended. */
export function closeWhenUnused(viewId: string, close: () => void): void {
  const lifetime = lifetimes.get(viewId);
  if (lifetime === undefined) close();
  else lifetime.close = close;
}
