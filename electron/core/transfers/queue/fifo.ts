/** First in, first out, at the same cost however long the line is. */
export interface Fifo<T> {
  push(value: T): void;
  shift(): T | undefined;
  /** The next one, which stays. */
  peek(): T | undefined;
}

const tidyAt = 1024;

export function createFifo<T>(): Fifo<T> {
  let values: T[] = [];
  let head = 0;
  return {
    push: (value) => void values.push(value),
    peek: () => values[head],
    shift() {
      if (head === values.length) return undefined;
      const value = values[head];
      head += 1;
      if (head >= tidyAt && head * 2 >= values.length) {
        values = values.slice(head);
        head = 0;
      }
      return value;
    },
  };
}
