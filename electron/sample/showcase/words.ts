import { createDice, type Dice } from './random.ts';

const SENTENCES = [
  'We agreed to keep this short and to look at it again in two weeks.',
  'The figures below are rounded; the exact ones are in the sheet beside this file.',
  'Anything that is not decided by Friday moves to the next meeting.',
  'Kim will ask the supplier for a second offer and report back.',
  'The old version stays available until everybody has switched.',
  'Please read the second section before you call them.',
  'There are three open questions, and one of them is urgent.',
  'Most of the work is done; what remains is checking and tidying.',
  'The weather was better than the forecast, so we stayed a day longer.',
  'Costs stayed within the plan, apart from transport.',
  'Dana suggested a simpler order of steps, which saves about an hour.',
  'If something is unclear, write it in the margin rather than in a mail.',
  'We tried it with a small group first and learned more than expected.',
  'The next review is in spring; until then nothing changes.',
  'Keep the receipts: the office asks for them every year.',
  'The key is with the neighbour on the second floor.',
  'Two of the drawings are still missing their dimensions.',
  'It rained on the first day and hardly at all after that.',
] as const;

const COMPANIES = [
  'Northwind',
  'Fjord Coffee',
  'Harbour Print',
  'Adatum',
  'Tailspin Toys',
  'Bright Electric',
  'Lakeside Hotel',
  'Proseware',
  'Woodgrove',
  'Blue Yonder',
] as const;
const THINGS = [
  'Paper and toner',
  'Train tickets',
  'Web hosting',
  'Coffee beans',
  'Desk lamp',
  'Repair of the heating',
  'Insurance',
  'Cleaning',
  'Software licence',
  'Room hire',
] as const;

export function company(dice: Dice): string {
  return dice.pick(COMPANIES);
}

export function toParagraphs(title: string, count: number): string[] {
  const dice = createDice(title);
  return Array.from({ length: count }, () =>
    Array.from({ length: dice.between(3, 6) }, () => dice.pick(SENTENCES)).join(' '),
  );
}

export function toLedger(title: string, count: number): (string | number)[][] {
  const dice = createDice(title);
  const rows = Array.from({ length: count }, (_, at) => [
    `2026-${String(1 + (at % 12)).padStart(2, '0')}-${String(dice.between(1, 28)).padStart(2, '0')}`,
    dice.pick(THINGS),
    company(dice),
    dice.between(900, 98_000) / 100,
  ]);
  return [['Date', 'Item', 'Company', 'Amount'], ...rows];
}
