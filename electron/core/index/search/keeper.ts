/** A heap with the worst at its root. */
export interface Keeper {
  offer(slot: number, key: number): void;
  best(): { slots: number[]; keys: number[] };
}

export function createKeeper(max: number): Keeper {
  const slots: number[] = [];
  const keys: number[] = [];
  const isWorse = (a: number, b: number) => {
    const difference = (keys[a] ?? 0) - (keys[b] ?? 0);
    return difference === 0 ? (slots[a] ?? 0) > (slots[b] ?? 0) : difference > 0;
  };
  const swap = (a: number, b: number) => {
    const slot = slots[a] ?? 0;
    const key = keys[a] ?? 0;
    slots[a] = slots[b] ?? 0;
    keys[a] = keys[b] ?? 0;
    slots[b] = slot;
    keys[b] = key;
  };
  const siftDown = () => {
    for (let at = 0; ;) {
      let worst = at;
      const left = 2 * at + 1;
      if (left < slots.length && isWorse(left, worst)) worst = left;
      if (left + 1 < slots.length && isWorse(left + 1, worst)) worst = left + 1;
      if (worst === at) return;
      swap(at, worst);
      at = worst;
    }
  };
  const siftUp = () => {
    for (let at = slots.length - 1; at > 0;) {
      const above = (at - 1) >>> 1;
      if (!isWorse(at, above)) return;
      swap(at, above);
      at = above;
    }
  };
  return {
    offer(slot, key) {
      if (slots.length < max) {
        slots.push(slot);
        keys.push(key);
        siftUp();
      } else if (key < (keys[0] ?? 0)) {
        slots[0] = slot;
        keys[0] = key;
        siftDown();
      }
    },
    best() {
      const order = slots.map((_, at) => at).sort((a, b) => (isWorse(a, b) ? 1 : -1));
      return {
        slots: order.map((at) => slots[at] ?? 0),
        keys: order.map((at) => keys[at] ?? 0),
      };
    },
  };
}
