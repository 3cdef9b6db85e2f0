/**
 * Where a change of a score came from. From one scoring to the next the causes are put in one after the other, always in
 * this order, and each counts for the change it brings; what they bring together they bring in this order.
 */
export const CAUSES = ['late', 'settings', 'ageing', 'data'] as const;
export type Cause = (typeof CAUSES)[number];

/** `late + settings + ageing + data = new − old`. */
export type CauseParts = Readonly<Record<Cause, number>>;

export interface SplitChange {
  /** Null: no number then. */
  readonly old: number | null;
  readonly new: number | null;
  /** Null where there is a number on one side only. */
  readonly parts: CauseParts | null;
}

/** One step of the scores of an office or account. */
export interface ChangeStep {
  /** Data dates of the scores it lies between. */
  readonly from_ds: string;
  readonly ds: string;
  /** Still too small to be a step of its own: it goes on. */
  readonly open: boolean;
  readonly adoption: SplitChange;
  /** Log-odds of an office; of an account, ARR at risk. */
  readonly risk: SplitChange;
}

export const CAUSE_WORDS: Readonly<
  Record<Cause, { readonly name: string; readonly does: string }>
> = {
  late: {
    name: 'Late correction',
    does: 'Past days came late, were restated or taken back',
  },
  settings: { name: 'Settings', does: 'Scored with other weights, thresholds or another model' },
  ageing: {
    name: 'Time',
    does: 'The date moved on: windows slide, a renewal comes nearer, tenure grows',
  },
  data: { name: 'New data', does: 'What the newer days say' },
};
