import { EventEmitter } from 'node:events';
import type { WindowStart } from '../contract/window-start.ts';

/** Core is there before windows can be: it asks for another one here. */
export const windowRequests = new EventEmitter<{ wanted: [WindowStart] }>();
