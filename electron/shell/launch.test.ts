import { describe, expect, it } from 'vitest';
import { parseLaunch, parseSampleAddress } from './launch.ts';

describe('the sample address', () => {
  it('accepts a loopback URL with a token', async () => {
    const drive = parseSampleAddress('http://127.0.0.1:4711/v1.0#abc', false);
    expect(drive?.graphUrl).toBe('http://127.0.0.1:4711/v1.0');
    expect(await drive?.token()).toBe('abc');
  });

  it('is never accepted by a packaged app', () => {
    expect(parseSampleAddress('http://127.0.0.1:4711/v1.0#abc', true)).toBeNull();
  });

  it.each([
    'http://192.168.1.2:80/v1.0#abc',
    'http://127.0.0.1.evil.example/v1.0#abc',
    'https://127.0.0.1/v1.0#abc',
    'http://127.0.0.1/v1.0',
    'no url',
    undefined,
  ])('rejects %s', (text) => {
    expect(parseSampleAddress(text, false)).toBeNull();
  });
});

it('a smoke test is started by its switch', () => {
  expect(parseLaunch(['electron', '.', '--smoke'], false)).toMatchObject({ isSmoke: true });
  expect(parseLaunch(['electron', '.', '--smoked'], false)).toMatchObject({ isSmoke: false });
});

it.each([
  [['slipway', '--profile', 'work'], 'work'],
  [['slipway', '--profile=work'], 'work'],
  [['slipway', '--profile'], ''],
  [['slipway', '--', '--profile', 'work'], null],
  [['slipway', '--command-line', '--', '--profile', 'work', 'list'], null],
  [['slipway'], null],
] as const)('the window of %j is for the profile %j', (argv, profile) => {
  expect(parseLaunch(argv, true).profile).toBe(profile);
});

describe('a command', () => {
  it.each([
    [['electron', '.', '--command-line', '--', 'list', '--json'], false, ['list', '--json']],
    [['slipway', '--ozone-platform=headless', '--command-line', '--', '--help'], true, ['--help']],
    [['slipway', '--command-line'], true, []],
    [['slipway', 'save', 'a.txt', 'myfiles'], true, ['save', 'a.txt', 'myfiles']],
    [['slipway', 'onedrive://Finance'], true, null],
    [['slipway', '--', '--command-line'], true, null],
    [['slipway'], true, null],
    [['electron', 'list'], false, null],
  ] as const)('%j is recognized', (argv, isPackaged, expected) => {
    expect(parseLaunch(argv, isPackaged).commandLine).toEqual(expected);
  });
});
