import Queue from 'yocto-queue';

/** Transfers in line, by id. Prioritized ones go first, then folders: only they know how much there is to do. */
export interface Line {
  push(transferId: string, isFolder: boolean): void;
  pushFirst(transferId: string): void;
  next(): string | undefined;
  /** The next one, without removing it. */
  peek(): string | undefined;
}

export function createLine(): Line {
  const prioritized = new Queue<string>();
  const folders = new Queue<string>();
  const files = new Queue<string>();
  return {
    push: (transferId, isFolder) => (isFolder ? folders : files).enqueue(transferId),
    pushFirst: (transferId) => prioritized.enqueue(transferId),
    next: () => prioritized.dequeue() ?? folders.dequeue() ?? files.dequeue(),
    peek: () => prioritized.peek() ?? folders.peek() ?? files.peek(),
  };
}
