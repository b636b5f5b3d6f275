/** How files are chosen for upload: by the page's own hidden inputs, so that the page never names a path. */
export type FileInputName = 'uploadFiles' | 'uploadFolder' | 'saveFile';

const inputs = new Map<FileInputName, HTMLInputElement>();

export function registerInput(inputName: FileInputName, input: HTMLInputElement | null): void {
  if (input === null) inputs.delete(inputName);
  else inputs.set(inputName, input);
}

/** Opens the system's file dialog. The chosen files arrive at the input's change event. */
export function chooseFiles(inputName: FileInputName): void {
  inputs.get(inputName)?.click();
}
