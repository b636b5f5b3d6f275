import type { BuiltIn } from '../core/policy/registration.ts';

/** Defined at build time in electron.vite.config.ts. */
declare const slipwayBuild: BuiltIn;

export const builtIn: BuiltIn = slipwayBuild;
