import { expect, test } from 'vitest';
import { FUSE_SENTINEL, fuseProblems } from './pack-fuses.ts';

const binary = (fuses: string): Buffer =>
  Buffer.concat([
    Buffer.from(`some code${FUSE_SENTINEL}`),
    Buffer.from([1, fuses.length]),
    Buffer.from(`${fuses}more code`),
  ]);

test('the wanted states have no problems', () => {
  expect(fuseProblems(binary('000011001'))).toEqual([]);
});

test('Electron as shipped is named fuse by fuse', () => {
  expect(fuseProblems(binary('101100011'))).toEqual([
    'the fuse RunAsNode is on',
    'the fuse EnableNodeOptionsEnvironmentVariable is on',
    'the fuse EnableNodeCliInspectArguments is on',
    'the fuse EnableEmbeddedAsarIntegrityValidation is off',
    'the fuse OnlyLoadAppFromAsar is off',
    'the fuse GrantFileProtocolExtraPrivileges is on',
  ]);
});

test('a binary without fuses is not taken for a safe one', () => {
  expect(fuseProblems(Buffer.from('no wire here'))).toEqual(['the binary has no fuses']);
});
