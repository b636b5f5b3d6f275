import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTickets, type Tickets } from './tickets.ts';

describe('tickets', () => {
  let folder: string;
  let tickets: Tickets;
  const offered = (path: string, relativePath = '') => ({
    path: join(folder, path),
    name: path,
    relativePath,
  });
  const write = async (path: string, text = 'text') => {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-tickets-'));
    tickets = createTickets();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('contain name, kind and size, never the path', async () => {
    await write('a.txt', 'four');
    await mkdir(join(folder, 'Trip'));
    const given = await tickets.offer([offered('a.txt'), offered('Trip')]);
    expect(given.map(({ name, kind, sizeBytes }) => ({ name, kind, sizeBytes }))).toEqual([
      { name: 'a.txt', kind: 'file', sizeBytes: 4 },
      { name: 'Trip', kind: 'folder', sizeBytes: null },
    ]);
    expect(JSON.stringify(given)).not.toContain(folder);
    expect(given[0]?.ticket).toMatch(/^[\w-]{32}$/);
  });

  test('work once', async () => {
    await write('a.txt');
    const [first] = await tickets.offer([offered('a.txt')]);
    expect(tickets.redeem([first!.ticket])).toMatchObject([{ kind: 'file', path: join(folder, 'a.txt') }]);
    expect(() => tickets.redeem([first!.ticket])).toThrow('ticketUnknown');
  });

  test('are accepted all together or not at all', async () => {
    await write('a.txt');
    const [first] = await tickets.offer([offered('a.txt')]);
    expect(() => tickets.redeem([first!.ticket, 'forged'])).toThrow('ticketUnknown');
    expect(() => tickets.redeem([first!.ticket, first!.ticket])).toThrow('ticketUnknown');
    expect(tickets.redeem([first!.ticket])).toHaveLength(1);
  });

  test('belong to one session and end with it', async () => {
    await write('a.txt');
    const [first] = await tickets.offer([offered('a.txt')]);
    expect(() => createTickets().redeem([first!.ticket])).toThrow('ticketUnknown');
    tickets.close();
    expect(() => tickets.redeem([first!.ticket])).toThrow('ticketUnknown');
    await expect(tickets.offer([offered('a.txt')])).rejects.toThrow('ticketUnknown');
  });

  test('combine files chosen through a folder into one ticket for the folder', async () => {
    await write('Trip/day 1/a.jpg');
    await write('Trip/b.jpg');
    await mkdir(join(folder, 'Trip', 'empty'));
    const given = await tickets.offer([
      offered('Trip/day 1/a.jpg', 'Trip/day 1/a.jpg'),
      offered('Trip/b.jpg', 'Trip/b.jpg'),
    ]);
    expect(given).toMatchObject([{ name: 'Trip', kind: 'folder' }]);
    expect(tickets.redeem([given[0]!.ticket])).toEqual([
      { kind: 'folder', name: 'Trip', path: join(folder, 'Trip') },
    ]);
  });

  test('reveal no folder for a relative path that doesn’t match the path', async () => {
    await write('Trip/b.jpg');
    const given = await tickets.offer([offered('Trip/b.jpg', 'Elsewhere/b.jpg')]);
    expect(given).toMatchObject([{ name: 'b.jpg', kind: 'file' }]);
  });

  test('T20 refuse links, dangling links and pipes by name while their siblings continue', async () => {
    await write('a.txt');
    await symlink('a.txt', join(folder, 'link.txt'));
    await symlink('nowhere', join(folder, 'dangling.txt'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const given = await tickets.offer(
      ['a.txt', 'link.txt', 'dangling.txt', 'pipe', 'gone.txt'].map((path) => offered(path)),
    );
    const sources = tickets.redeem(given.map(({ ticket }) => ticket));
    expect(sources.map((source) => (source.kind === 'refused' ? source.failure.code : source.kind))).toEqual([
      'file',
      'localNotAFile',
      'localNotAFile',
      'localNotAFile',
      'localFileMissing',
    ]);
    expect(sources[1]).toMatchObject({ name: 'link.txt', failure: { subject: 'link.txt' } });
  });

  test('are refused for a selection without anything that can be sent, and the first item is named', async () => {
    await expect(tickets.offer([offered('gone.txt')])).rejects.toMatchObject({
      code: 'localFileMissing',
      subject: 'gone.txt',
    });
    await symlink('nowhere', join(folder, 'dangling.txt'));
    await expect(tickets.offer([offered('dangling.txt')])).rejects.toMatchObject({ code: 'localNotAFile' });
    await expect(tickets.offer([{ path: '', name: 'pasted.png', relativePath: '' }])).rejects.toMatchObject({
      code: 'ticketUnknown',
    });
  });

  test.skipIf(process.getuid?.() === 0)('T20 are refused for a file that can’t be read', async () => {
    await write('secret.txt');
    await chmod(join(folder, 'secret.txt'), 0);
    await expect(tickets.offer([offered('secret.txt')])).rejects.toMatchObject({
      code: 'localFileUnreadable',
    });
  });
});
