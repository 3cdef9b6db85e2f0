/** Features of the sample book, in column order. `from` = the lowest plan that includes it. */
export const PLANS = ['basic', 'standard', 'premium', 'enterprise'] as const;

export interface Feature {
  readonly key: string;
  readonly from: 0 | 1 | 2 | 3;
  /** What one use hangs on, and how many uses come with one unit of it. */
  readonly per:
    | 'visitors'
    | 'invites'
    | 'deliveries'
    | 'desks'
    | 'rooms'
    | 'check_ins'
    | 'admin'
    | 'open_day';
  readonly rate: number;
}

export const FEATURES: readonly Feature[] = [
  { key: 'visitor_sign_in', from: 0, per: 'visitors', rate: 1 },
  { key: 'invites', from: 0, per: 'invites', rate: 1 },
  { key: 'badges', from: 0, per: 'visitors', rate: 0.85 },
  { key: 'id_scan', from: 2, per: 'visitors', rate: 0.4 },
  { key: 'photos', from: 0, per: 'visitors', rate: 0.7 },
  { key: 'legal_documents', from: 1, per: 'visitors', rate: 0.6 },
  { key: 'host_notifications', from: 0, per: 'visitors', rate: 0.95 },
  { key: 'passport', from: 3, per: 'visitors', rate: 0.12 },
  { key: 'deliveries', from: 1, per: 'deliveries', rate: 1 },
  { key: 'desks', from: 2, per: 'desks', rate: 1 },
  { key: 'rooms', from: 2, per: 'rooms', rate: 1 },
  { key: 'access_control', from: 2, per: 'check_ins', rate: 1.1 },
  { key: 'wifi', from: 1, per: 'visitors', rate: 0.5 },
  { key: 'directory_sync', from: 0, per: 'open_day', rate: 3 },
  { key: 'analytics', from: 1, per: 'admin', rate: 1.5 },
];

export const FEATURE_COUNT = FEATURES.length;

function indexOf(key: string): number {
  return FEATURES.findIndex((feature) => feature.key === key);
}
export const SIGN_IN = indexOf('visitor_sign_in');
export const INVITES = indexOf('invites');
export const DELIVERIES = indexOf('deliveries');
export const DESKS = indexOf('desks');
export const ROOMS = indexOf('rooms');
export const ACCESS = indexOf('access_control');

/** Bits of the features a plan includes. */
export const ENTITLED_BY_PLAN: readonly number[] = PLANS.map((_, plan) => {
  let bits = 0;
  FEATURES.forEach((feature, f) => {
    if (feature.from <= plan) bits |= 1 << f;
  });
  return bits;
});
