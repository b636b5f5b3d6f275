export const welcomeWords = {
  name: 'Slipway',
  sentence: 'The files in your OneDrive, in a fast and careful file manager.',
  signIn: 'Sign in with Microsoft',
  sample: 'Try the sample drive',
  opening: 'Opening the sample drive…',
  sampleHint: 'The sample drive needs no account and no network. It starts anew each time.',
  back: 'Back',
  promisesLabel: 'What Slipway promises',
  promises: {
    lost: {
      title: 'Nothing is lost',
      text: 'Every copy is checked before it counts. What was cut off goes on where it stopped.',
    },
    hidden: {
      title: 'Nothing is hidden',
      text: 'Every wait has a reason and an end on screen. Every failure says what to do now.',
    },
    leaks: {
      title: 'Nothing leaks',
      text: 'The keys to your files are sealed by your system or not kept at all.',
    },
  },
} as const;

export const signInWords = {
  title: 'Signing in is not part of this build yet',
  lead: 'Slipway can already do everything else with the sample drive. For your own OneDrive, two things are still needed:',
  needed: {
    registration: {
      title: 'An app registration',
      text: 'Microsoft lets only registered programs sign people in. Slipway needs the client id of such a registration: its own, or one your organisation makes.',
    },
    accounts: {
      title: 'Account support in Slipway',
      text: 'The sign-in itself, the choice of permissions, and a safe place for the keys are the next step of its making.',
    },
  },
  thenTitle: 'How it will go',
  steps: [
    'Your browser opens Microsoft’s own page. Your password is typed there, never into Slipway.',
    'You see which permissions Slipway asks for, and agree or not.',
    'Your folders appear. The key to them is sealed by your operating system, and you can take it back at any time.',
  ],
  sample: 'Try the sample drive',
  back: 'Back',
} as const;
