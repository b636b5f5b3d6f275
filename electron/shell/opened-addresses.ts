import { app } from 'electron';
import { findAddress } from './addresses.ts';

export interface OpenedAddresses {
  deliverTo(sink: (text: string) => void): void;
}

/** Call before the app is ready: macOS sends the first address during startup. */
export function collectAddresses(argv: readonly string[]): OpenedAddresses {
  let early: string[] = [];
  let deliver = (text: string): void => void early.push(text);
  const collect = (given: readonly string[]): void => {
    const address = findAddress(given);
    if (address !== null) deliver(address);
  };
  collect(argv);
  app.on('open-url', (event, url) => {
    event.preventDefault();
    collect([url]);
  });
  app.on('second-instance', (_event, others) => collect(others));
  return {
    deliverTo(sink) {
      deliver = sink;
      for (const text of early) sink(text);
      early = [];
    },
  };
}
