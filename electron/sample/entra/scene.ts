import type { SampleClock } from '../clock.ts';
import type { Ask } from '../http/exchange.ts';
import type { Tokens } from '../model/tokens.ts';
import type { Directory } from './directory.ts';

/** One request to the sign-in service. */
export interface EntraScene {
  ask: Ask;
  directory: Directory;
  tokens: Tokens;
  clock: SampleClock;
  /** "https://login.microsoftonline.com": what metadata and issuers say. */
  issuerOrigin: string;
  /** As in the URL: "common", a domain, an id. */
  tenantSegment: string;
  tenantId: string;
}
