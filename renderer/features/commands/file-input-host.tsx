import { useViewHead } from '../../state/open-view.ts';
import { uploadFiles } from '../../state/upload-files.ts';
import { words } from '../../words/en.ts';
import { type Choosing, holdInput } from './file-inputs.ts';

/** The hidden inputs behind Upload and Save. They take no place and no tab stop; the buttons speak for them. */
export function FileInputHost() {
  const head = useViewHead();
  const chosen = (choosing: Choosing, input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    if (head !== null && head.folder !== null) {
      const target = { accountId: head.accountId, parent: head.folder };
      uploadFiles(target, files, choosing === 'saveFile' ? 'save' : 'upload');
    }
    // So that choosing the same file again is a change, too.
    input.value = '';
  };
  const shared = (choosing: Choosing) => ({
    ref: (input: HTMLInputElement | null) => {
      holdInput(choosing, input);
      if (input !== null) input.webkitdirectory = choosing === 'uploadFolder';
    },
    type: 'file',
    hidden: true,
    tabIndex: -1,
    'aria-label': words.commands.names[choosing],
    'data-choosing': choosing,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => chosen(choosing, event.currentTarget),
  });
  return (
    <>
      <input {...shared('uploadFiles')} multiple />
      <input {...shared('uploadFolder')} />
      <input {...shared('saveFile')} />
    </>
  );
}
