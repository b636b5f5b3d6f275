/** Connections a large file may use beside its own, shared by all downloads: more of them would only be throttled. */
export interface ExtraStreams {
  /** Gives it back when called; null when all are taken. */
  take(): (() => void) | null;
}

export function createExtraStreams(count: number): ExtraStreams {
  let free = count;
  return {
    take() {
      if (free === 0) return null;
      free -= 1;
      let isHeld = true;
      return () => {
        if (isHeld) free += 1;
        isHeld = false;
      };
    },
  };
}
