import { join } from 'node:path';
import logger from 'electron-log/node';
import type { Settings } from '../contract/settings.ts';
import type { Log } from '../core/ports.ts';
import { redactFacts, redactText } from './redact.ts';

const maxLogBytes = 5 * 1024 * 1024;

export function createLog(folder: string, isQuiet: boolean): { log: Log; file: string } {
  const file = join(folder, 'slipway.log');
  logger.transports.file.resolvePathFn = () => file;
  logger.transports.file.maxSize = maxLogBytes;
  logger.transports.file.format = '[{iso}] [{level}] {text}';
  logger.transports.console.level = isQuiet ? false : 'warn';
  logger.transports.console.format = '{level}: {text}';
  // The file transport reports a log that can't be written here, whatever the level.
  if (isQuiet) logger.transports.console.writeFn = () => {};

  return { log: { info: writeAt('info'), warn: writeAt('warn'), error: writeAt('error') }, file };
}

export function setLogDetail(detail: Settings['logDetail']): void {
  logger.transports.file.level = detail === 'problems' ? 'warn' : 'info';
}

const writeAt =
  (level: 'info' | 'warn' | 'error') =>
  (message: string, facts?: Record<string, unknown>): void => {
    const tail = facts === undefined ? '' : ` ${JSON.stringify(redactFacts(facts))}`;
    logger[level](redactText(message) + tail);
  };
