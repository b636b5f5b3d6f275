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
