import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** Size of the content, without frame and menu. */
export const minimumSize = { width: 900, height: 560 };
const first = { width: 1280, height: 800 };

const Area = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Area = z.infer<typeof Area>;

const Kept = z.object({ bounds: Area, isMaximized: z.boolean() });
type Kept = z.infer<typeof Kept>;

export interface Placement {
  width: number;
  height: number;
  x?: number;
  y?: number;
  isMaximized: boolean;
}

export function placeWindow(kept: unknown, screens: readonly Area[]): Placement {
  const parsed = Kept.safeParse(kept);
  if (!parsed.success) return { ...first, isMaximized: false };
  const { bounds, isMaximized } = parsed.data;
  const width = Math.max(minimumSize.width, Math.round(bounds.width));
  const height = Math.max(minimumSize.height, Math.round(bounds.height));
  const isSeen = screens.some((screen) => overlap(bounds, screen) >= 0.25 * bounds.width * bounds.height);
  return isSeen
    ? { x: Math.round(bounds.x), y: Math.round(bounds.y), width, height, isMaximized }
    : { width, height, isMaximized };
}

function overlap(a: Area, b: Area): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

export async function readPlacement(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch {
    return null;
  }
}

/** Best effort: a lost window position isn't worth an error. */
export async function savePlacement(path: string, kept: Kept): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, JSON.stringify(kept));
  } catch {
    // The next window opens centered.
  }
}
