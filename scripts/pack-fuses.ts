// Reads the fuses of a packaged binary back: https://www.electronjs.org/docs/latest/tutorial/fuses

/** Electron's binary carries its fuses behind this text: version, number of fuses, then '0' or '1' for each. */
export const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** In the order of Electron's fuse wire; undefined = left as shipped. */
const WANTED: readonly (readonly [name: string, on: boolean | undefined])[] = [
  ['RunAsNode', false],
  ['EnableCookieEncryption', false],
  ['EnableNodeOptionsEnvironmentVariable', false],
  ['EnableNodeCliInspectArguments', false],
  ['EnableEmbeddedAsarIntegrityValidation', true],
  ['OnlyLoadAppFromAsar', true],
  ['LoadBrowserProcessSpecificV8Snapshot', undefined],
  ['GrantFileProtocolExtraPrivileges', false],
  ['WasmTrapHandlers', undefined],
];

const ON = '1'.codePointAt(0);

/** One sentence for each fuse that is not as wanted. */
export function fuseProblems(binary: Buffer): string[] {
  const at = binary.indexOf(FUSE_SENTINEL);
  if (at === -1) return ['the binary has no fuses'];
  const wire = binary.subarray(at + FUSE_SENTINEL.length);
  const [, count = 0] = wire;
  const states = wire.subarray(2, 2 + count);
  return WANTED.flatMap(([name, wanted], index) => {
    if (wanted === undefined || (states[index] === ON) === wanted) return [];
    return [`the fuse ${name} is ${wanted ? 'off' : 'on'}`];
  });
}
