import type { BuiltIn } from '../core/policy/registration.ts';

/** Put in by the build, see electron.vite.config.ts. */
declare const slipwayBuild: BuiltIn;

export const builtIn: BuiltIn = slipwayBuild;
