import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeFacts, errorCodes, toFailure } from '../../electron/contract/error-codes.ts';
import { type ErrorCode, Failure, type NameRule } from '../../electron/contract/errors.ts';
import { languages } from '../../electron/contract/strings/languages.ts';
import { toDetailRows, toFailureReport } from '../ui/failure-report.ts';
import { toFailureText } from './failures.ts';
import { toWaitEnd } from './wait-end.ts';

const details = { status: 423, serviceCode: 'resourceLocked', requestId: 'f3b1', at: '2026-05-04T10:24:00Z' };

const badName = (rule: NameRule | null, offending: string | null = null): string =>
  toFailureText(toFailure('badName', 'x', { rule, offending, suggestion: 'Plan B' })).text;

describe('the text of a failure', () => {
  for (const code of errorCodes) {
    it(`for ${code} says what happened and what to do, in whole sentences, with and without a name`, () => {
      for (const subject of [null, 'Report.docx']) {
        const { title, text } = toFailureText(toFailure(code, subject, {}, details));
        expect(title).toMatch(/^[A-Z“]/u);
        expect(title).not.toMatch(/[.!]$/u);
        expect(text).toMatch(/^[A-Z“].*[.]$/u);
        const all = `${title} ${text}`;
        expect(all).not.toMatch(/undefined|null|NaN| {2}|“”/u);
        // Codes, HTTP statuses, and internal names belong under Details.
        expect(all).not.toMatch(/423|resourceLocked|f3b1|Graph|eTag|HTTP|HRESULT/u);
        if (/[A-Z]/.test(code)) expect(all).not.toContain(code);
      }
    });
  }

  it('for a refusal speaks of a change only if one was requested', () => {
    const [reading, changing] = [true, false].map((isReading) => {
      const { title, text } = toFailureText(toFailure('accessDenied', 'a.txt', { isReading }));
      return `${title}. ${text}`;
    });
    expect(reading).toMatch(/^You don’t have access to “a\.txt”/u);
    expect(reading).not.toMatch(/change|view-only/u);
    expect(changing).toMatch(/permission to change “a\.txt”/u);
    const own = toFailureText(toFailure('accessDenied', 'a.txt', { isReading: true, isOwn: true }));
    expect(`${own.title} ${own.text}`, 'nobody shares it').not.toMatch(/access|owner|sharing/iu);
  });

  it.each(['offline', 'networkSignIn', 'proxySignIn'] as const)(
    'for %s doesn’t promise that more than transfers resume',
    (code) =>
      expect(toFailureText(toFailure(code)).text).toMatch(
        /transfers resume automatically.*; for anything else, try again/iu,
      ),
  );

  it('names the file wherever it matters', () => {
    const naming = errorCodes.filter((code) => {
      const { title, text } = toFailureText(toFailure(code, 'Report.docx'));
      return `${title} ${text}`.includes('“Report.docx”');
    });
    for (const code of [
      'locked',
      'notFound',
      'changedMeanwhile',
      'quotaFull',
      'integrity',
      'diskFull',
    ] as const) {
      expect(naming).toContain(code);
    }
  });

  it('names the missing part of a path and the nearest existing folder', () => {
    const words = toFailureText(
      toFailure('pathNotFound', null, { missing: 'Invoices', nearest: 'myfiles/Finance' }),
    );
    expect(words.title).toBe('Can’t find “Invoices” in myfiles/Finance');
  });

  it('distinguishes a forbidden character, a reserved word, and a rule, and suggests a valid name', () => {
    expect(badName('character', '?')).toContain('Names can’t contain ?');
    expect(badName('reserved', 'CON')).toContain('“CON” is a reserved name.');
    expect(badName('start', '~$')).toContain('Names can’t start with ~$');
    expect(badName('character', '_vti_')).toContain('Names can’t contain _vti_');
    expect(badName('tooLong', '300')).toContain('It has 300 characters; OneDrive allows 255.');
    expect(badName('endDot')).toContain('Names can’t end with a period.');
    expect(badName('character', '?')).toContain('Try “Plan B”.');
  });

  it('says who locked a file and how long to wait, if known', () => {
    const { text } = toFailureText(toFailure('locked', 'Plan.xlsx', { who: 'Mia Lang', waitMs: 60_000 }));
    expect(text).toContain('Mia Lang has it open.');
    expect(text).toContain('Try again in 1 min.');
  });

  it('says how much of a wait is left, rounded up, and when it is over', () => {
    const failure = toFailure('throttled', null, { waitMs: 900_000 });
    const toAdvice = (leftMs?: number) => toFailureText(failure, leftMs).text;
    expect(toAdvice()).toMatch(/ Try again in 15 min\.$/u);
    expect(toAdvice(839_000)).toMatch(/ Try again in 14 min\.$/u);
    expect(toAdvice(61_000)).toMatch(/ Try again in 2 min\.$/u);
    expect(toAdvice(41_200)).toMatch(/ Try again in 42 s\.$/u);
    expect(toAdvice(0)).toMatch(/ Try again now\.$/u);
    for (const code of ['locked', 'serviceUnavailable', 'driveNotReady', 'signInBusy'] as const)
      expect(toFailureText(toFailure(code, null, { waitMs: 5 }), -1).text).toMatch(/Try again now\.$/u);
  });

  it('counts a wait from when the failure happened, or else from when it was first seen', () => {
    const at = '2026-05-04T10:24:00.000Z';
    const told = toFailure('throttled', null, { waitMs: 60_000 }, { ...details, at });
    expect(toWaitEnd(told)).toBe(Date.parse(at) + 60_000);
    const untold = toFailure('throttled', null, { waitMs: 60_000 });
    expect(toWaitEnd(untold)).toBe(toWaitEnd(untold));
    expect(toWaitEnd(toFailure('throttled'))).toBeNull();
  });
});

// Facts for a command of the page, or for the command line's own sentence.
const notSaid: Partial<Record<ErrorCode, readonly string[]>> = {
  notAFolder: ['nearest'],
  consentMissing: ['scopes'],
  permissionNotRegistered: ['scopes'],
  scopeNotAllowed: ['scopes'],
  localFolderMissing: ['missing'],
};

describe('the facts of a failure', () => {
  const values: Record<string, readonly string[]> = {
    wait: ['waitMs'],
    free: ['freeBytes'],
    needed: ['neededBytes'],
    kind: ['fileKind'],
    'badName reason': ['rule', 'offending'],
    'certificateUnreadable reason': ['offending', 'missing'],
    'secretUnreadable reason': ['offending'],
  };
  const toFacts = (code: string, name: string) => values[name] ?? values[`${code} ${name}`] ?? [name];

  it.each(languages)('are those that the code’s text needs (%s)', (language) => {
    const texts = readTexts(language);
    for (const code of errorCodes) {
      const text = `${texts.get(`failures.${code}.title`)} ${texts.get(`failures.${code}.text`)}`;
      const names = [...text.matchAll(/\{(\w+)[,}]/g)].flatMap(([, name = '']) =>
        /^(?:subject|has[A-Z]\w*|\p{Lu}\w*)$/u.test(name) ? [] : [name],
      );
      const needed = names.flatMap((name) => toFacts(code, name));
      const declared: Partial<Record<ErrorCode, readonly string[]>> = codeFacts;
      expect([...new Set([...needed, ...(notSaid[code] ?? [])])].toSorted(), `${code}: ${text}`).toEqual(
        (declared[code] ?? []).toSorted(),
      );
    }
  });

  it('cross the bridge only if the code declares them', () => {
    const stored = { code: 'locked', subject: null, facts: { waitMs: 5, scopes: ['x'] }, details: null };
    expect(Failure.parse(stored).facts).toEqual({ who: null, waitMs: 5 });
    expect(toFailure('offline').facts).toEqual({});
  });
});

function readTexts(language: string): Map<string, string> {
  const folder = fileURLToPath(new URL(`../../electron/contract/strings/${language}`, import.meta.url));
  const files = ['failures.json', 'sign-in-failures.json'];
  const messages = files.flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>),
  );
  return new Map(
    messages.map(([key, message]) => [
      key,
      typeof message === 'string' ? message : (message as { message: string }).message,
    ]),
  );
}

describe('the report for support', () => {
  it('contains version, code, file, status, service code, request id, and time', () => {
    const report = toFailureReport(toFailure('locked', 'Plan.xlsx', {}, details), '0.1.0');
    expect(report.split('\n')).toEqual([
      'Slipway 0.1.0',
      'code: locked',
      'file: Plan.xlsx',
      'status: 423',
      'service code: resourceLocked',
      'request id: f3b1',
      'time: 2026-05-04T10:24:00Z',
      '',
    ]);
  });

  it('omits unknown values instead of writing "null"', () => {
    expect(
      toDetailRows(toFailure('offline', null, {}, { ...details, status: null, requestId: null })),
    ).toEqual([
      { name: 'serviceCode', value: 'resourceLocked' },
      { name: 'time', value: '2026-05-04T10:24:00Z' },
    ]);
    expect(toFailureReport(toFailure('offline'), '1')).not.toContain('null');
  });
});
