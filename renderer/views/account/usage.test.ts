import { expect, test } from 'vitest';
import type { AccountFeature } from '../../../shared/domain/account.ts';
import { countedIn, reach, usage } from './usage.ts';

function feature(
  key: string,
  using: number,
  enabled: number,
  peerShare: number | null,
): AccountFeature {
  return {
    key,
    entitled: true,
    enabled: enabled > 0,
    events28: using,
    peerShare,
    officesUsing: using,
    officesEnabled: enabled,
    officesEntitled: enabled,
  };
}

const keys = (list: readonly AccountFeature[]) => list.map((each) => each.key);

test('every feature stands in one group, the widest gap to the peers first', () => {
  const { used, unused, out } = usage([
    feature('badges', 9, 10, 0.5),
    feature('desks', 2, 10, 0.9),
    feature('rooms', 0, 4, null),
    feature('photos', 0, 6, 0.4),
    feature('wifi', 0, 0, 0.8),
  ]);
  expect(keys(used)).toEqual(['desks', 'badges']);
  expect(keys(unused)).toEqual(['photos', 'rooms']);
  expect(keys(out)).toEqual(['wifi']);
});

test('switched on nowhere is unknown reach, not none', () => {
  expect(reach(feature('wifi', 0, 0, null))).toBeNull();
  expect(reach(feature('desks', 2, 8, null))).toBe(0.25);
});

test('the counts are those of the offices that count; what peers do stays', () => {
  const counted = [{ key: 'desks', using: 1, enabled: 3, entitled: 4, events: 7 }];
  const [desks, gone] = countedIn(
    [feature('desks', 2, 8, 0.9), feature('rooms', 5, 5, null)],
    counted,
  );
  expect(desks).toMatchObject({ officesUsing: 1, officesEnabled: 3, events28: 7, peerShare: 0.9 });
  expect(gone).toMatchObject({ officesUsing: 0, officesEnabled: 0, events28: null });
});
