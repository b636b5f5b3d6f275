import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shells } from './completion.ts';
import { createCliRig } from './testing/cli-rig.ts';

test('the completion script of each shell has every command and option', async () => {
  await using cli = await createCliRig();
  for (const shell of shells) {
    const { code, out } = await cli.run(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['download', 'add-sample', 'resume', 'dry-run', 'skip-same'])
      expect(out, shell).toContain(word);
  }
});

/** What is typed, up to the cursor. */
const lines: [typed: string, suggested: string[]][] = [
  ['slipway dow', ['download']],
  ['slipway save --par', ['--parents']],
  ['slipway accounts im', ['import']],
  ['slipway accounts import --dry', ['--dry-run']],
  ['slipway --profile list transfers res', ['resume']],
  ['slipway save -a accounts --par', ['--parents']],
  ['slipway cp --to-a', ['--to-account']],
  ['slipway save --conflict re', ['rename', 'replace']],
  ['slipway completion pow', ['powershell']],
  ['slipway help transf', ['transfers']],
  ['slipway save local', ['local file.txt']],
  ['slipway save --account local', ['local file.txt']],
];

type Run = (script: string) => string;

/** Readline sets these variables, and completes files where the script has no words. */
function completeInBash(typed: string, run: Run): string {
  const words = typed.split(' ');
  return run(`source ./completion
    COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _slipway
    if [[ \${#COMPREPLY[@]} == 0 ]]; then compgen -f -- "${words.at(-1)}"; else printf '%s\\n' "\${COMPREPLY[@]}"; fi`);
}

/** The line editor sets these variables and has these functions; here they print. */
const completeInZsh = (typed: string, run: Run): string =>
  run(`compdef() { }
    compset() { [[ $PREFIX == \${2}* ]] && PREFIX=\${PREFIX#$2} }
    compadd() { shift; for each in "$@"; do [[ $each == $PREFIX* ]] && print -r -- $each; done; true }
    _describe() { for each in "\${(@P)@[-1]}"; do compadd -- "\${each%%:*}"; done }
    _files() { print -rl -- $PREFIX*(N) }
    source ./completion
    words=(${typed}); CURRENT=\${#words}; PREFIX=\${words[-1]}; _slipway`);

const completeInFish = (typed: string, run: Run): string =>
  run(`source ./completion; complete -C '${typed}'`)
    .split('\n')
    .map((line) => line.split('\t')[0])
    .join('\n');

const real = { bash: completeInBash, zsh: completeInZsh, fish: completeInFish };
const isInstalled = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

for (const [shell, complete] of Object.entries(real))
  test.skipIf(!isInstalled(shell))(
    `${shell} completes commands, options, their values, and files`,
    async () => {
      await using cli = await createCliRig();
      await cli.write('completion', (await cli.run(['completion', shell])).out);
      await cli.write('local file.txt', '');
      const run: Run = (script) =>
        execFileSync(shell, ['-c', script], {
          cwd: cli.folder,
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'inherit'],
        });
      const suggested = lines.map(([typed]) => [
        typed,
        complete(typed, run)
          .split('\n')
          .filter((word) => word !== '')
          .sort(),
      ]);
      expect(suggested).toEqual(lines);
    },
  );
