import { EventEmitter } from 'node:events';
import type { PowerSaveBlocker } from 'electron';

export const powerMonitor = new EventEmitter();

const running = new Set<number>();
let lastId = 0;

export const powerSaveBlocker = {
  start(): number {
    lastId += 1;
    running.add(lastId);
    return lastId;
  },
  stop: (id: number): boolean => running.delete(id),
  isStarted: (id: number): boolean => running.has(id),
} satisfies Record<keyof Pick<PowerSaveBlocker, 'start' | 'stop' | 'isStarted'>, unknown>;
