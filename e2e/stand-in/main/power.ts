import { EventEmitter } from 'node:events';
import type { PowerSaveBlocker } from 'electron';

/** Never suspends, as far as anyone can tell from here. */
export const powerMonitor = new EventEmitter();

const running = new Set<number>();
let lastId = 0;

/** Nothing is kept awake, but who asked for it is known. */
export const powerSaveBlocker = {
  start(): number {
    lastId += 1;
    running.add(lastId);
    return lastId;
  },
  stop: (id: number): boolean => running.delete(id),
  isStarted: (id: number): boolean => running.has(id),
} satisfies Record<keyof Pick<PowerSaveBlocker, 'start' | 'stop' | 'isStarted'>, unknown>;
