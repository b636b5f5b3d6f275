/** Addresses that were opened outside of Slipway: the newest waits until a page can go there. */
export interface AddressInbox {
  put(text: string): void;
  /** Once: the next to ask gets null. */
  take(): string | null;
}

export function createAddressInbox(given: () => void): AddressInbox {
  let waiting: string | null = null;
  return {
    put(text) {
      waiting = text;
      given();
    },
    take() {
      const text = waiting;
      waiting = null;
      return text;
    },
  };
}
