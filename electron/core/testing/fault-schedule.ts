import * as fc from 'fast-check';
import type { Fault } from '../../sample/http/faults.ts';
import { oddEdits } from './odd-edits.ts';

export interface Schedule {
  driveType: 'personal' | 'business' | 'documentLibrary';
  noHashes: boolean;
  ignoresRange: boolean;
  up: number[];
  upInFolder: number[];
  down: number[];
  downInFolder: number[];
  faults: Fault[];
}

const mebibyte = 1024 ** 2;

const sentBytes = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 60_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 4 * mebibyte - 1, max: 6 * mebibyte }) },
  { weight: 1, arbitrary: fc.integer({ min: 10 * mebibyte, max: 12 * mebibyte }) },
);
const fetchedBytes = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 600_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 33 * mebibyte, max: 36 * mebibyte }) },
);

const routes = [
  'PUT content',
  'POST createUploadSession',
  'PUT upload range',
  'GET upload status',
  'DELETE upload session',
  'GET item',
  'GET children',
  'POST folder',
  'PATCH item',
  'GET download',
];

const retryAfter = fc.constantFrom<Record<string, string>>(
  {},
  { 'Retry-After': '1' },
  { 'Retry-After': '315' },
  { 'Retry-After': '-3' },
  { 'Retry-After': 'soon' },
  { 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' },
);
const status = fc.constantFrom(
  400,
  401,
  403,
  404,
  408,
  409,
  410,
  412,
  416,
  423,
  429,
  500,
  502,
  503,
  504,
  507,
  509,
);

const trouble: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ status, headers: retryAfter }),
  fc.record({
    status: fc.constantFrom(500, 502, 503, 504),
    headers: retryAfter,
    afterEffect: fc.constant(true),
  }),
  fc.record({ reset: fc.constantFrom('beforeEffect' as const, 'afterEffect' as const) }),
  fc.record({ cutAfterBytes: fc.integer({ min: 0, max: 300_000 }) }),
  fc.record({ delayMs: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ bytesPerSecond: fc.integer({ min: 2_000_000, max: 50_000_000 }) }),
  fc.record({ status: fc.constantFrom(200, 503), body: fc.constant('<html>Welcome to the hotel</html>') }),
  fc.record({ status: fc.constant(200), body: fc.constant({ value: [] }) }),
  fc.record({ redirect: fc.constant('http://127.0.0.1:9/elsewhere') }),
  fc.record({ edit: oddEdits }),
);

const fault: fc.Arbitrary<Fault> = fc
  .record({
    route: fc.constantFrom(...routes),
    nth: fc.integer({ min: 1, max: 5 }),
    times: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 3 }) },
      { weight: 1, arbitrary: fc.constant(30) },
    ),
    trouble: fc.oneof(
      { weight: 9, arbitrary: trouble },
      // Damage that no check of a connection sees: only what has a hash can notice.
      { weight: 1, arbitrary: fc.constant<Fault>({ corrupt: true }) },
    ),
  })
  .map(({ trouble: kind, route, ...when }) => ({
    ...kind,
    ...when,
    route: kind.corrupt === true ? 'GET download' : route,
  }));

export const schedules: fc.Arbitrary<Schedule> = fc
  .record({
    driveType: fc.constantFrom('personal', 'business', 'documentLibrary'),
    noHashes: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
    ignoresRange: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
    up: fc.array(sentBytes, { maxLength: 4 }),
    upInFolder: fc.array(sentBytes, { maxLength: 2 }),
    down: fc.array(fetchedBytes, { maxLength: 4 }),
    downInFolder: fc.array(fetchedBytes, { maxLength: 2 }),
    faults: fc.array(fault, { maxLength: 8 }),
  })
  .map((schedule: Schedule) => ({
    ...schedule,
    // Nobody can see damage where there is nothing to compare with.
    faults: schedule.faults.filter(({ corrupt }) => !schedule.noHashes || corrupt !== true),
  }));
