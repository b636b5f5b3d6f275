import { mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isProfileName } from '../../contract/profile-name.ts';
import { serveCommands } from '../socket/command-socket.ts';
import { toSocketPlace } from '../socket/socket-place.ts';
import { createRig } from '../testing/rig.ts';

test('lists the profiles in the folder, and marks this one and those in use by another process', async () => {
  const started: (string | null)[] = [];
  await using rig = await createRig({
    content: 'empty',
    driveType: 'business',
    adjust: (ports) => void (ports.profiles.start = async (name) => void started.push(name)),
  });
  const folder = join(rig.userData, 'profiles');
  await mkdir(join(folder, 'work'), { recursive: true });
  await mkdir(join(folder, 'not a name'));
  await writeFile(join(folder, 'file'), '');
  expect(await rig.call('profiles.list', {})).toEqual([
    { name: null, isCurrent: true, isOpen: true },
    { name: 'work', isCurrent: false, isOpen: false },
  ]);
  const owner = await serveCommands({
    place: toSocketPlace(join(folder, 'work')),
    version: '0.0.0',
    connect: () => rig.core.connectCommand(),
    log: rig.ports.log,
  });
  expect(await rig.call('profiles.list', {})).toMatchObject([{}, { name: 'work', isOpen: true }]);
  await owner.close();
  await rig.call('profiles.open', { name: 'work' });
  await rig.call('profiles.open', { name: null });
  expect(started).toEqual(['work', null]);
  expect((await rig.failure('profiles.open', { name: 'gone' })).code).toBe('notFound');
});

test('a profile started by another spelling of its path is listed once', async () => {
  await using rig = await createRig({
    content: 'empty',
    driveType: 'business',
    adjust: (ports) => {
      ports.profiles.base = join(ports.folders.userData, 'base');
      ports.profiles.current = 'WORK';
    },
  });
  await mkdir(join(rig.userData, 'base', 'profiles'), { recursive: true });
  await symlink(rig.userData, join(rig.userData, 'base', 'profiles', 'work'), 'junction');
  expect(await rig.call('profiles.list', {})).toEqual([
    { name: null, isCurrent: false, isOpen: false },
    { name: 'work', isCurrent: true, isOpen: true },
  ]);
});

test('a new profile gets its own folder and opens; an existing name is refused', async () => {
  const started: (string | null)[] = [];
  await using rig = await createRig({
    content: 'empty',
    driveType: 'business',
    adjust: (ports) => void (ports.profiles.start = async (name) => void started.push(name)),
  });
  await rig.call('profiles.create', { name: 'Tests-2' });
  expect(await readdir(join(rig.userData, 'profiles'))).toEqual(['Tests-2']);
  expect((await stat(join(rig.userData, 'profiles/Tests-2'))).mode & 0o077).toBe(0);
  expect(started).toEqual(['Tests-2']);
  expect((await rig.failure('profiles.create', { name: 'tests-2' })).code).toBe('nameExists');
  expect(started).toHaveLength(1);
});

test('reports a program that can’t be started, and keeps the profile', async () => {
  await using rig = await createRig({
    content: 'empty',
    driveType: 'business',
    adjust: (ports) => void (ports.profiles.start = () => Promise.reject(new Error('ENOENT'))),
  });
  expect((await rig.failure('profiles.create', { name: 'work' })).code).toBe('programNotStarted');
  expect(await rig.call('profiles.list', {})).toHaveLength(2);
});

test('accepts names that work as folders on every system and aren’t switches', () => {
  const names = ['work', 'a', 'Tests-2', 'x.y', '../up', 'con', 'nul.x', '-v', 'a b', '', 'end.', 'é'];
  expect(names.filter(isProfileName)).toEqual(['work', 'a', 'Tests-2', 'x.y']);
});
