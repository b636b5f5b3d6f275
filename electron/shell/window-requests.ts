import { EventEmitter } from 'node:events';
import type { WindowStart } from '../contract/window-start.ts';

/** Core exists before windows do. */
export const windowRequests = new EventEmitter<{ requested: [WindowStart] }>();
