/** Files are chosen with the page's own inputs, so the page never names a path. */
export type FileInputName = 'uploadFiles' | 'uploadFolder' | 'saveFile';

const inputs = new Map<FileInputName, HTMLInputElement>();

export function registerInput(inputName: FileInputName, input: HTMLInputElement | null): void {
  if (input === null) inputs.delete(inputName);
  else inputs.set(inputName, input);
}

export function chooseFiles(inputName: FileInputName): void {
  inputs.get(inputName)?.click();
}
