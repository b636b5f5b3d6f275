import { useDebounced } from '../../ui/use-debounced.ts';

/** What is scrolled past more quickly is not asked for at all. */
const restMs = 80;

/** Scrolling a little asks for nothing new. */
export function useSettledGroups(from: number, to: number, groupSize: number): number[] {
  const first = useDebounced(Math.floor(from / groupSize), restMs);
  const last = useDebounced(Math.floor(to / groupSize), restMs);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * groupSize);
}
