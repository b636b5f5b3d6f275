// The journal's thread with kill points: before a write, before its commit, and before it is reported.
import { DatabaseSync } from 'node:sqlite';
import { reached } from './kill-points.ts';

// oxlint-disable-next-line typescript/unbound-method -- called with its own database below
const { exec } = DatabaseSync.prototype;

DatabaseSync.prototype.exec = function past(this: DatabaseSync, sql: string): void {
  if (sql === 'BEGIN IMMEDIATE') reached('journal begin');
  if (sql === 'COMMIT') reached('journal commit');
  exec.call(this, sql);
  if (sql === 'COMMIT') reached('journal kept');
};

await import('../../transfers/store/journal/journal-worker.ts');
