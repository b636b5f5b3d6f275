/** How files are chosen for upload: by the page's own hidden inputs, so that the page never names a path. */
export type Choosing = 'uploadFiles' | 'uploadFolder' | 'saveFile';

const inputs = new Map<Choosing, HTMLInputElement>();

export function holdInput(choosing: Choosing, input: HTMLInputElement | null): void {
  if (input === null) inputs.delete(choosing);
  else inputs.set(choosing, input);
}

/** Opens the system's file dialog. The chosen files arrive at the input's change event. */
export function chooseFiles(choosing: Choosing): void {
  inputs.get(choosing)?.click();
}
