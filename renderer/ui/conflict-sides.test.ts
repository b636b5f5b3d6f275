import { describe, expect, it } from 'vitest';
import { compareSides } from './conflict-sides.ts';

const side = (sizeBytes: number | null, modifiedAt: string | null) => ({
  sizeBytes,
  modifiedAt,
  modifiedBy: null,
});

describe('the two sides of a conflict', () => {
  it('are marked newer and larger independently', () => {
    expect(
      compareSides({ local: side(10, '2026-05-04T10:00:10Z'), existing: side(20, '2026-05-04T10:00:00Z') }),
    ).toEqual({
      newer: 'local',
      larger: 'existing',
      alike: false,
    });
  });

  it('count as equally old within two seconds, because services round', () => {
    const sides = { local: side(10, '2026-05-04T10:00:01.999Z'), existing: side(10, '2026-05-04T10:00:00Z') };
    expect(compareSides(sides)).toEqual({ newer: null, larger: null, alike: true });
  });

  it('don’t count as alike if something is unknown', () => {
    expect(compareSides({ local: side(10, null), existing: side(10, '2026-05-04T10:00:00Z') }).alike).toBe(
      false,
    );
    expect(compareSides({ local: side(null, null), existing: side(10, null) })).toEqual({
      newer: null,
      larger: null,
      alike: false,
    });
  });
});
