import { finance, named, numbered, pictures, type Plan } from './plan.ts';

const documents: Plan = {
  name: 'Documents',
  daysAgo: 1,
  spanDays: 200,
  files: [
    'Curriculum vitae.docx',
    'Emergency contacts.csv',
    'Floor plan.svg',
    'Packing list.md',
    'Passport scan.pdf',
    'Reading list.txt',
    'Wi-Fi at home.txt',
  ],
  folders: [
    {
      name: 'Letters',
      daysAgo: 15,
      spanDays: 300,
      files: named(
        'docx',
        'Landlord, repairs|Library|School, excursion|Thank you, grandmother|Warranty claim',
      ),
    },
    {
      name: 'Manuals',
      daysAgo: 200,
      spanDays: 700,
      files: named('pdf', 'Bicycle|Camera Lumen X2|Coffee machine|Dishwasher|Heating|Sewing machine|Tent'),
    },
    {
      name: 'Meeting notes',
      daysAgo: 2,
      spanDays: 100,
      files: numbered(14, (n) => `Week ${n + 31}.md`),
    },
    {
      name: 'Templates',
      daysAgo: 260,
      spanDays: 90,
      files: [
        'Agenda.docx',
        'Invoice.docx',
        'Letter.docx',
        'Loan calculator.xlsx',
        'Time sheet.xlsx',
        'Web page.html',
      ],
    },
    {
      name: 'From everywhere',
      daysAgo: 30,
      spanDays: 90,
      files: [
        '100% cotton, order #12.txt',
        "Adele's notes (final) [v2].txt",
        'Grüße aus Bergen.txt',
        'file+plus,comma;semi=eq@at.txt',
        'naïve café menu.md',
        'Überblick.csv',
        '世界旅行.md',
        '🌱 seeds.txt',
      ],
    },
    { name: 'To sort', daysAgo: 60 },
  ],
};

const projects: Plan = {
  name: 'Projects',
  daysAgo: 0,
  files: ['Overview.xlsx', 'Who does what.md'],
  folders: [
    {
      name: 'Harbour website',
      daysAgo: 1,
      spanDays: 60,
      files: ['Brief.docx', 'Launch plan.xlsx', 'Questions.md', 'index.html', 'opening-hours.json'],
      folders: [
        {
          name: 'Design',
          daysAgo: 5,
          spanDays: 40,
          mood: 'day',
          files: [
            ...named('svg', 'Anchor|Boat|Compass|Lighthouse|Logo|Map pin|Wave'),
            ...named('png', 'Header winter|Header summer'),
          ],
        },
        {
          name: 'Texts',
          daysAgo: 3,
          spanDays: 30,
          files: named('md', 'About us|Arrival|Berths|Contact|History|Prices|Rules of the harbour|Weather'),
        },
      ],
    },
    {
      name: 'Office move',
      daysAgo: 22,
      spanDays: 80,
      files: ['Checklist.docx', 'Floor plan new office.svg', 'Furniture.csv', 'Timeline.xlsx'],
      folders: [
        {
          name: 'Quotes',
          daysAgo: 25,
          spanDays: 40,
          files: named(
            'pdf',
            'Quote 1 - Movers|Quote 2 - Movers|Quote 9 - Electrician|Quote 10 - Painter|Quote 11 - Locksmith',
          ),
        },
      ],
    },
    {
      name: 'Garden sensors',
      daysAgo: 7,
      spanDays: 120,
      files: ['README.md', 'Wiring.svg', 'config.json'],
      folders: [
        {
          name: 'Readings',
          daysAgo: 7,
          spanDays: 360,
          files: numbered(12, (n) => `2026-${String(n).padStart(2, '0')}.json`).slice(0, 10),
        },
      ],
    },
    { name: 'Archive', daysAgo: 400 },
  ],
};

export const myFiles: Plan = {
  name: '',
  daysAgo: 0,
  spanDays: 20,
  files: ['Ideas.txt', 'Opening hours.html', 'Welcome to the sample drive.md', 'Year in review.pdf'],
  notebooks: ['Recipes'],
  folders: [
    documents,
    finance,
    pictures,
    projects,
    {
      name: 'Recordings',
      daysAgo: 33,
      spanDays: 200,
      files: named('wav', 'Doorbell idea|Morning tune|Piano sketch 1|Piano sketch 2|Voice memo'),
    },
    {
      name: 'Team handbook',
      daysAgo: 6,
      spanDays: 150,
      sharedWith: 'dana',
      files: ['1 Welcome.docx', '2 How we work.docx', '10 Glossary.docx', 'Contacts.csv', 'Map.svg'],
      notebooks: ['Team notebook'],
    },
    { name: 'Inbox', daysAgo: 2 },
  ],
};

export const danasFiles: Plan = {
  name: '',
  files: ['Team offsite agenda.docx', 'Private notes.txt'],
  folders: [
    {
      name: 'HR',
      daysAgo: 3,
      spanDays: 100,
      sharedWith: 'alex-write',
      files: ['Holiday calendar 2026.csv', 'Who to request.md'],
      folders: [
        {
          name: 'Forms',
          daysAgo: 8,
          spanDays: 300,
          files: [
            'Expense report.xlsx',
            'Leave request.docx',
            'New equipment.docx',
            'Onboarding checklist.docx',
            'Parental leave.pdf',
            'Travel request.docx',
            'Working from abroad.pdf',
          ],
        },
        {
          name: 'Policies',
          daysAgo: 50,
          spanDays: 400,
          files: named('pdf', 'Data protection|Expenses|Health and safety|Remote work'),
        },
      ],
    },
  ],
};

export const kimsFiles: Plan = {
  name: '',
  files: ['Quarterly figures.xlsx'],
  folders: [
    {
      name: 'Brand assets',
      daysAgo: 70,
      spanDays: 200,
      mood: 'dusk',
      sharedWith: 'alex-read',
      files: [
        ...named('svg', 'Logo dark|Logo light|Pattern|Symbol'),
        'Banner.png',
        'Colours.json',
        'How to use them.md',
      ],
    },
  ],
};
