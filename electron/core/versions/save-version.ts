import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { toDiskError } from '../documents/disk-error.ts';
import { toChosenName } from '../documents/local-name.ts';
import { moveIntoPlace, toPartPath } from '../documents/local-target.ts';
import { AppError } from '../errors.ts';
import { refuseHtml } from '../graph/refuse-html.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { toAppError } from '../graph/graph-errors.ts';
import type { Clock, HttpResponse } from '../ports.ts';
import { mayHaveOtherSize } from '../transfers/run/verify.ts';

export interface SaveVersionInput {
  drive: AccountDrive;
  /** Its own permission, and a secret. */
  url: string;
  entry: DriveEntry;
  driveType: Account['driveType'];
  /** What should come; null where the service does not say. */
  sizeBytes: number | null;
  /** That the person chose. */
  folder: string;
  name: string;
  clock: Clock;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** "Plan (2026-05-04 14.02).docx", in the time of this computer; OneDrive and Windows take no colons. */
export function toVersionName(name: string, modifiedAt: string | null): string {
  if (modifiedAt === null) return name;
  const date = new Date(modifiedAt);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const stamp = `${day} ${two(date.getHours())}.${two(date.getMinutes())}`;
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? `${name} (${stamp})` : `${name.slice(0, dot)} (${stamp})${name.slice(dot)}`;
}

/** A temporary file of the right length is flushed and renamed; a taken name gets a number. */
export async function saveVersion(input: SaveVersionInput): Promise<{ name: string; path: string }> {
  const { folder, entry } = input;
  const part = toPartPath(folder, randomUUID());
  try {
    await receive(input, part);
    const name = await moveIntoPlace(part, folder, toChosenName(input.name));
    return { name, path: join(folder, name) };
  } catch (cause) {
    await rm(part, { force: true });
    throw toDiskError(cause, entry.name);
  }
}

async function receive(
  { drive, url, entry, driveType, sizeBytes, clock }: SaveVersionInput,
  part: string,
): Promise<void> {
  const response = await drive.graph.presigned.request({
    method: 'GET',
    url,
    priority: 'person',
    followsRedirects: true,
  });
  await demandContent(response, entry, clock.now());
  await using file = await open(part, 'wx');
  let receivedBytes = 0;
  for await (const block of response.body) {
    await file.writeFile(block);
    receivedBytes += block.length;
  }
  // If SharePoint rewrote a file, the list may state another size.
  const told = Number(response.headers['content-length'] ?? receivedBytes);
  const whole = mayHaveOtherSize(entry.name, driveType) ? told : (sizeBytes ?? told);
  if (receivedBytes !== whole) throw new AppError('integrity', { subject: entry.name });
  await file.sync();
}

async function demandContent(response: HttpResponse, entry: DriveEntry, nowMs: number): Promise<void> {
  const { status, headers } = response;
  if (status === 200) return refuseHtml(response, entry, nowMs);
  throw toAppError({ status, headers, text: await response.text() }, nowMs, {
    subject: entry.name,
    isReading: true,
  });
}
