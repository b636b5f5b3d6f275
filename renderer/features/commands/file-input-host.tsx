import { useViewHead } from '../../state/open-view.ts';
import { updateFile, uploadFiles } from '../../state/upload-files.ts';
import { toCommandName } from '../../words/command-text.ts';
import { type FileInputName, registerInput } from './file-inputs.ts';

/** The hidden inputs behind Upload and Save. They take no place and no tab stop; the buttons speak for them. */
export function FileInputHost() {
  const head = useViewHead();
  const chosen = (inputName: FileInputName, input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    if (head !== null && head.folder !== null) {
      const target = { accountId: head.accountId, parent: head.folder };
      if (inputName !== 'saveFile') uploadFiles(target, files, 'upload');
      else if (files[0] !== undefined) void updateFile(target, files[0]);
    }
    // So that inputName the same file again is a change, too.
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
