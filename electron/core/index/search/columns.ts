export interface Columns {
  readonly capacity: number;
  /** Start of the folded name. */
  readonly start: Uint32Array;
  /** Its first two bytes, the first one in the upper half; 0: removed. */
  readonly lead: Uint16Array;
  readonly row: Uint32Array;
  /** Row of the folder; 0: unknown. */
  readonly parent: Uint32Array;
  readonly size: Float64Array;
  /** Seconds since 1970; 0: unknown. */
  readonly modified: Uint32Array;
  readonly extension: Uint16Array;
  readonly person: Uint16Array;
  /** Two bits of kind, two of sharing; the highest marks removed slots. */
  readonly flags: Uint8Array;
  grow(capacity: number): Columns;
}

export function createColumns(capacity: number): Columns {
  const columns = {
    capacity,
    start: new Uint32Array(capacity),
    lead: new Uint16Array(capacity),
    row: new Uint32Array(capacity),
    parent: new Uint32Array(capacity),
    size: new Float64Array(capacity),
    modified: new Uint32Array(capacity),
    extension: new Uint16Array(capacity),
    person: new Uint16Array(capacity),
    flags: new Uint8Array(capacity),
  };
  return {
    ...columns,
    grow(larger) {
      const grown = createColumns(larger);
      for (const name of Object.keys(columns) as (keyof typeof columns)[]) {
        if (name !== 'capacity') grown[name].set(columns[name]);
      }
      return grown;
    },
  };
}
