export const spans = ['yesterday', 'week', 'month'] as const;
export type Span = (typeof spans)[number];

const dayMs = 86_400_000;

export function toSpanStart(span: Span, nowMs: number): string {
  const now = new Date(nowMs);
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  const from = { yesterday: yesterday.getTime(), week: nowMs - 7 * dayMs, month: nowMs - 30 * dayMs }[span];
  return new Date(from).toISOString();
}
