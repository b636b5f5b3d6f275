import type { BuiltIn } from '../core/policy/registration.ts';

declare const slipwayBuild: BuiltIn;

export const builtIn: BuiltIn = slipwayBuild;
