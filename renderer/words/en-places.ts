export const placeWords = {
  label: 'Places',
  sampleHint: 'Sample drive: starts anew each time',
  myfiles: 'My files',
  shared: 'Shared',
  documents: 'Documents',
  transfers: 'Transfers',
  settings: 'Settings',
  addAccount: 'Add an account',
  /** Read with the badge of Transfers. */
  transfersUnderWay: (count: number) => `${count} under way`,
  transfersFailed: (count: number) => `${count} ${count === 1 ? 'needs' : 'need'} attention`,
} as const;
