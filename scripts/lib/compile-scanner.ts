import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { main } from 'assemblyscript/asc';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'electron/services/extract/scanner');
/** Beside its source, scanner.as; the compiler knows no name but .ts. */
export const COMPILED = path.join(FOLDER, 'scanner-wasm.ts');
const INPUT = 'scanner.ts';
const OUTPUT = 'scanner.wasm';
const OPTIONS = '-O3 --converge --noAssert --runtime stub --enable simd --use abort= --outFile';

/** What {@link COMPILED} has to hold, the same on every machine. Rejects when the source does not compile. */
export async function compileScanner(): Promise<string> {
  const source = await readFile(path.join(FOLDER, 'scanner.as'), 'utf8');
  let compiled: Uint8Array | undefined;
  const { error } = await main([INPUT, ...OPTIONS.split(' '), OUTPUT], {
    readFile: (name) => (name === INPUT ? source : null),
    writeFile(name, contents) {
      if (name === OUTPUT && typeof contents !== 'string') compiled = contents;
    },
    listFiles: () => [],
  });
  if (error || !compiled) throw new Error('scanner.as does not compile', { cause: error });
  const lines = Buffer.from(compiled)
    .toString('base64')
    .match(/.{1,90}/g);
  return `/** scanner.as, compiled by scripts/compile-scanner.ts. */
export const SCANNER =
${(lines ?? []).map((line) => `  '${line}'`).join(' +\n')};
`;
}
