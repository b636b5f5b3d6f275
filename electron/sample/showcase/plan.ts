import type { Mood } from './landscape.ts';

export interface Plan {
  name: string;
  /** Days from the newest change to the showcase's date, and the range of days that the files cover. */
  daysAgo?: number;
  spanDays?: number;
  folders?: Plan[];
  files?: string[];
  notebooks?: string[];
  mood?: Mood;
  sharedWith?: 'dana' | 'alex-write' | 'alex-read';
}

const MAKERS = [
  'Northwind',
  'Fjord Coffee',
  'Harbour Print',
  'Adatum',
  'Bright Electric',
  'Lakeside Hotel',
  'Proseware',
  'Woodgrove',
];

export function numbered(count: number, name: (n: number) => string): string[] {
  return Array.from({ length: count }, (_, at) => name(at + 1));
}

function invoices(year: number, count: number): string[] {
  return numbered(count, (n) => `Invoice ${n} - ${MAKERS[(n * 5 + year) % MAKERS.length] ?? ''}.pdf`);
}

export function named(ending: string, titles: string): string[] {
  return titles.split('|').map((title) => `${title.trim()}.${ending}`);
}

export const finance: Plan = {
  name: 'Finance',
  daysAgo: 1,
  spanDays: 40,
  files: [
    ...named('xlsx', 'Budget 2026 (open elsewhere)|Budget 2025|Account overview|Savings plan'),
    'Exchange rates.csv',
    'Read me first.txt',
  ],
  folders: [
    {
      name: 'Invoices',
      daysAgo: 12,
      files: ['Open items.xlsx', 'Numbering.md'],
      folders: [
        { name: '2024', daysAgo: 690, spanDays: 340, files: invoices(2024, 24) },
        { name: '2025', daysAgo: 325, spanDays: 350, files: invoices(2025, 26) },
        { name: '2026', daysAgo: 4, spanDays: 310, files: invoices(2026, 22) },
      ],
    },
    {
      name: 'Receipts',
      daysAgo: 3,
      spanDays: 280,
      files: [...numbered(16, (n) => `Receipt ${n}.pdf`), 'Receipts to sort.zip'],
    },
    {
      name: 'Taxes',
      daysAgo: 170,
      folders: [
        {
          name: '2024',
          daysAgo: 540,
          spanDays: 60,
          files: [
            ...named('pdf', 'Tax return 2024|Assessment 2024'),
            'Deductions 2024.xlsx',
            'Letter to the tax office.docx',
          ],
        },
        {
          name: '2025',
          daysAgo: 175,
          spanDays: 60,
          files: [
            ...named('pdf', 'Tax return 2025|Assessment 2025'),
            'Deductions 2025.xlsx',
            'Donations 2025.csv',
          ],
        },
      ],
    },
  ],
};

export const pictures: Plan = {
  name: 'Pictures',
  daysAgo: 9,
  folders: [
    {
      name: 'Norway 2025',
      daysAgo: 480,
      spanDays: 14,
      mood: 'day',
      files: named(
        'png',
        'Above the fjord|Ferry to the islands|First evening|Glacier arm|Harbour at six|Hut by the lake|Last light|Long road north|Morning mist|Old pass|Rain coming in|The ridge',
      ),
    },
    {
      name: 'Lake house',
      daysAgo: 130,
      spanDays: 30,
      mood: 'dusk',
      files: named(
        'png',
        'Boat house|Dinner outside|Evening swim|Jetty|Neighbours across|Quiet water|Reeds|Sunset from the porch',
      ),
    },
    {
      name: 'City at night',
      daysAgo: 40,
      spanDays: 3,
      mood: 'night',
      files: named(
        'png',
        'Bridge lights|From the roof|Moon over the old town|Night train|River walk|Station square',
      ),
    },
    {
      name: 'Garden in autumn',
      daysAgo: 20,
      spanDays: 25,
      mood: 'autumn',
      files: named('png', 'Apple tree|Behind the shed|Leaves|New beds|October hedge'),
    },
    {
      name: 'Camera Roll',
      daysAgo: 9,
      spanDays: 12,
      mood: 'mist',
      files: numbered(6, (n) => `IMG_${2040 + n * 3}.png`),
    },
  ],
  files: ['Family tree.svg', 'Print order.csv'],
};
