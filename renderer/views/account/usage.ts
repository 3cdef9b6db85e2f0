import type { AccountFeature } from '../../../shared/domain/account.ts';
import type { HeatFeature } from '../../../shared/domain/account-evidence.ts';

interface Usage {
  /** Used by an office at least; where the peers are furthest ahead comes first. */
  readonly used: readonly AccountFeature[];
  /** Switched on somewhere, used nowhere. */
  readonly unused: readonly AccountFeature[];
  /** Switched on nowhere. */
  readonly out: readonly AccountFeature[];
}

/** Share of the offices that have the feature switched on and use it; null where none has it switched on. */
export function reach(feature: AccountFeature): number | null {
  return feature.officesEnabled === 0 ? null : feature.officesUsing / feature.officesEnabled;
}

/** How far the peers are ahead; nothing known of them counts as no gap. */
function gap(feature: AccountFeature): number {
  return feature.peerShare === null ? 0 : feature.peerShare - (reach(feature) ?? 0);
}

export function usage(features: readonly AccountFeature[]): Usage {
  const sorted = features.toSorted((a, b) => gap(b) - gap(a) || a.key.localeCompare(b.key));
  return {
    used: sorted.filter((feature) => feature.officesUsing > 0),
    unused: sorted.filter((feature) => feature.officesUsing === 0 && feature.officesEnabled > 0),
    out: sorted.filter((feature) => feature.officesUsing === 0 && feature.officesEnabled === 0),
  };
}

/** The features with the counts of the offices that count: neither closed nor left out, as in the heatmap above. */
export function countedIn(
  features: readonly AccountFeature[],
  counted: readonly HeatFeature[],
): readonly AccountFeature[] {
  const byKey = new Map(counted.map((feature) => [feature.key, feature]));
  return features.map((feature) => {
    const now = byKey.get(feature.key);
    return {
      ...feature,
      officesUsing: now?.using ?? 0,
      officesEnabled: now?.enabled ?? 0,
      officesEntitled: now?.entitled ?? 0,
      events28: now?.events ?? null,
    };
  });
}
