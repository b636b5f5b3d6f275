export interface AddressInbox {
  put(text: string): void;
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
