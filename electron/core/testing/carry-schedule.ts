import * as fc from 'fast-check';
import type { CarryVerb } from '../../contract/changes.ts';
import type { Fault } from '../../sample/http/faults.ts';
import { oddEdits } from './odd-edits.ts';

/** By someone else, while the drive is copied. */
export const meanwhiles = [
  'editsOriginal',
  'renamesOriginal',
  'deletesOriginal',
  'addsToSource',
  'takesName',
  'renamesTarget',
  'deletesTarget',
] as const;
export type MeanwhileName = (typeof meanwhiles)[number];

export interface Meanwhile {
  name: MeanwhileName;
  route: string;
  nth: number;
}

export interface CarrySchedule {
  driveType: 'personal' | 'business';
  verb: CarryVerb;
  noHashes: boolean;
  ignoresRange: boolean;
  top: number[];
  inFolder: number[];
  faults: Fault[];
  meanwhile: Meanwhile | null;
}

const mebibyte = 1024 ** 2;

const sizeBytes = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 14, arbitrary: fc.integer({ min: 1, max: 60_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 4 * mebibyte - 1, max: 6 * mebibyte }) },
  { weight: 1, arbitrary: fc.integer({ min: 10 * mebibyte, max: 12 * mebibyte }) },
);

const routes = [
  'PUT content',
  'POST createUploadSession',
  'PUT upload range',
  'GET upload status',
  'DELETE upload session',
  'GET item',
  'GET children',
  'GET content',
  'GET download',
  'POST folder',
  'PATCH item',
  'DELETE item',
  'POST batch',
] as const;

const retryAfter = fc.constantFrom<Record<string, string>>(
  {},
  { 'Retry-After': '1' },
  { 'Retry-After': '315' },
  { 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' },
  { 'Retry-After': new Date(Date.now() + 90_000).toUTCString() },
);
/** Not 404 and 410: a service that lies about what exists can't be seen through. */
const statuses = [400, 401, 403, 408, 409, 412, 416, 423, 429, 500, 502, 503, 504, 507, 509] as const;

const trouble: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ status: fc.constantFrom(...statuses), headers: retryAfter }) },
  {
    weight: 3,
    arbitrary: fc.record({
      status: fc.constantFrom(408, 500, 502, 503, 504),
      headers: retryAfter,
      afterEffect: fc.constant(true),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      reset: fc.constantFrom('beforeEffect' as const, 'afterEffect' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ cutAfterBytes: fc.integer({ min: 0, max: 300_000 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      status: fc.constantFrom(200, 403, 503),
      body: fc.constant('<html>Welcome to the hotel</html>'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ edit: fc.constant(() => ({})) }) },
  { weight: 2, arbitrary: fc.record({ edit: oddEdits }) },
  { weight: 1, arbitrary: fc.record({ redirect: fc.constant('http://127.0.0.1:9/elsewhere') }) },
);

const fault: fc.Arbitrary<Fault> = fc
  .record({
    route: fc.constantFrom<string>(...routes),
    nth: fc.integer({ min: 1, max: 6 }),
    times: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 3 }) },
      { weight: 1, arbitrary: fc.constant(60) },
    ),
    trouble: fc.oneof(
      { weight: 12, arbitrary: trouble },
      { weight: 1, arbitrary: fc.constant<Fault>({ corrupt: true }) },
    ),
  })
  .map(({ trouble: kind, route, ...when }) => ({
    ...kind,
    ...when,
    route: kind.corrupt === true ? 'GET download' : route,
  }));

const meanwhile: fc.Arbitrary<Meanwhile> = fc.record({
  name: fc.constantFrom(...meanwhiles),
  route: fc.constantFrom<string>(
    'GET item',
    'GET children',
    'POST folder',
    'PUT content',
    'POST createUploadSession',
    'PUT upload range',
  ),
  nth: fc.integer({ min: 1, max: 4 }),
});

export const carrySchedules: fc.Arbitrary<CarrySchedule> = fc
  .record({
    driveType: fc.constantFrom('personal' as const, 'business' as const),
    verb: fc.constantFrom('copy' as const, 'move' as const),
    noHashes: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
    ignoresRange: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
    top: fc.array(sizeBytes, { maxLength: 3 }),
    inFolder: fc.array(sizeBytes, { maxLength: 3 }),
    faults: fc.array(fault, { maxLength: 6 }),
    meanwhile: fc.option(meanwhile, { freq: 3 }),
  })
  .filter(({ top, inFolder }) => top.length + inFolder.length > 0)
  .map((schedule) => ({
    ...schedule,
    // Nobody can see damage where there is nothing to compare with.
    faults: schedule.faults.filter(({ corrupt }) => !schedule.noHashes || corrupt !== true),
  }));
