import { expect, test } from 'vitest';
import type { ChangeStep } from '../../../shared/domain/change-causes.ts';
import { changeLines } from './explain-words.ts';

const STEP: ChangeStep = {
  from_ds: '2026-11-18',
  ds: '2026-11-20',
  open: true,
  adoption: { old: 32.7, new: 25.8, parts: { late: 0, settings: 0, ageing: 2.6, data: -9.5 } },
  risk: { old: -0.56, new: null, parts: null },
};

test('steps are told with their causes, what is not known as not known, and none without steps', () => {
  const lines = changeLines([STEP]);
  expect(lines[1]).toBe('Why it changed');
  expect(lines[3]).toMatch(
    /^2026-11-18 to 2026-11-20, so far +adoption +32\.7 +25\.8 +−9\.5 +\+2\.6 +0\.0 +0\.0$/,
  );
  expect(lines[4]).toMatch(/log-odds +−0\.56 +– +– +– +– +–$/);
  expect(changeLines([])).toEqual([]);
  expect(changeLines(Array.from({ length: 9 }, () => STEP))).toHaveLength(3 + 2 * 5);
});
