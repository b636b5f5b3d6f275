import { EventEmitter } from 'node:events';
import type { WindowStart } from '../contract/window-start.ts';

/** Core exists before windows do, so it requests them with this event. */
export const windowRequests = new EventEmitter<{ requested: [WindowStart] }>();
