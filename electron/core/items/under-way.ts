/** Counts what a person has asked for and nobody has answered yet. */
export interface UnderWay {
  count(): number;
  /** Resolves when there is nothing, now or later. */
  whenNone(): Promise<void>;
  add(count: number): void;
  end(): void;
}

export function createUnderWay(): UnderWay {
  let count = 0;
  let none = Promise.withResolvers<void>();
  none.resolve();
  return {
    count: () => count,
    whenNone: () => none.promise,
    add(more) {
      if (count === 0 && more > 0) none = Promise.withResolvers<void>();
      count += more;
    },
    end() {
      count -= 1;
      if (count === 0) none.resolve();
    },
  };
}
