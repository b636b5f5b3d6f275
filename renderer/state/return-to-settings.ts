const mark = '#settings';

/** A page that is about to load again because of a setting shows Settings next, not the folder that was open. */
export const returnToSettings = {
  ask: (): void => history.replaceState(null, '', mark),
  /** Whether it was asked for; once. */
  take(): boolean {
    if (location.hash !== mark) return false;
    history.replaceState(null, '', location.pathname + location.search);
    return true;
  },
};
