const variables = ['TMPDIR', 'TEMP', 'TMP'];

/**
 * Redirects temporary files of this process and its children to `folder`; the returned function undoes it.
 */
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
