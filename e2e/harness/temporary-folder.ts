/** Where os.tmpdir() looks, on all systems. */
const variables = ['TMPDIR', 'TEMP', 'TMP'];

/** From now on temporary files of this process, and of those it starts, go to `folder`; the returned function undoes it. */
export function setTemporaryFolder(folder: string): () => void {
  const before = variables.map((name) => process.env[name]);
  for (const name of variables) process.env[name] = folder;
  return () => {
    for (const [index, name] of variables.entries()) {
      const value = before[index];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
