import { useViewHead } from '../../state/open-view.ts';
import { updateFile, uploadFiles } from '../../state/upload-files.ts';
import { toCommandName } from '../../words/command-text.ts';
import { type FileInputName, registerInput } from './file-inputs.ts';

/** They take no space and no tab stop; the buttons open them. */
export function FileInputHost() {
  const head = useViewHead();
  const chosen = (inputName: FileInputName, input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    if (head !== null && head.folder !== null) {
      const target = { accountId: head.accountId, parent: head.folder };
      if (inputName !== 'saveFile') uploadFiles(target, files, 'upload');
      else if (files[0] !== undefined) void updateFile(target, files[0]);
    }
    // So that choosing the same file again fires a change event.
    input.value = '';
  };
  const shared = (inputName: FileInputName) => ({
    ref: (input: HTMLInputElement | null) => {
      registerInput(inputName, input);
      if (input !== null) input.webkitdirectory = inputName === 'uploadFolder';
    },
    type: 'file',
    hidden: true,
    tabIndex: -1,
    'aria-label': toCommandName(inputName),
    'data-choosing': inputName,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => chosen(inputName, event.currentTarget),
  });
  return (
    <>
      <input {...shared('uploadFiles')} multiple />
      <input {...shared('uploadFolder')} />
      <input {...shared('saveFile')} />
    </>
  );
}
