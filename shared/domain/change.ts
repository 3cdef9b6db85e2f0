import type { ChangeStep } from './change-causes.ts';

/** What changed in the book since an earlier state of it: shapes for everyone who shows or tells it. */

/** A state of the book: the newest data date it had, and when that was published here (ISO). */
export interface BookState {
  readonly ds: string;
  readonly at: string;
}

export interface ChangedOffice {
  readonly company_id: string;
  readonly company_name: string;
  readonly location_id: string;
  readonly location_name: string;
}

/** An office that no published day up to the earlier state has. */
export interface NewOffice extends ChangedOffice {
  /** The first day that has it. */
  readonly ds: string;
}

/** An office that the newest deliveries lack. */
export interface GoneOffice extends ChangedOffice {
  /** The newest day that has it. */
  readonly last_seen: string;
  /** The first published day without it. */
  readonly missing_since: string;
  /** Published days without it, up to the newest. */
  readonly deliveries: number;
  /** True while the grace lasts: one delivery without an office may be a slip, and the office stays in the lists. */
  readonly in_grace: boolean;
}

/** An office that is back after so many deliveries without it that it had left the lists. */
export interface ReturnedOffice extends ChangedOffice {
  /** The first day that has it again. */
  readonly ds: string;
  /** The first published day that lacked it. */
  readonly missing_since: string;
}

/** An office id that left one account and came up at another. Names are those of the new account's office. */
export interface MovedOffice extends ChangedOffice {
  readonly ds: string;
  readonly from_company_id: string;
  readonly from_company_name: string;
}

/**
 * How the data of a published day was replaced: by another run, by taking the run back, or by undoing that.
 * `taken_back`: the day has no data since.
 */
export type RestatementKind = 'restated' | 'taken_back' | 'brought_back';

export type ChangedValue = number | string | null;

/** One value that another run of its day says differently; null = unknown. */
export interface RestatedValue {
  readonly ds: string;
  /** The run that says it now. */
  readonly run_id: string;
  readonly replaced_run_id: string;
  readonly company_id: string;
  readonly company_name: string;
  /** Null where the value is the account's. */
  readonly location_id: string | null;
  readonly location_name: string | null;
  /** A column of the extract; `row` where the whole row came (null → 1) or went (1 → null). */
  readonly column: string;
  readonly old: ChangedValue;
  readonly new: ChangedValue;
}

/** One day that was replaced, in exact numbers. */
export interface RestatedDay {
  readonly ds: string;
  readonly kind: RestatementKind;
  /** Null where the day has no data now. */
  readonly run_id: string | null;
  readonly replaced_run_id: string;
  /** When it was published here, or taken back (ISO). */
  readonly at: string;
  /** Values that differ. A row that came or went counts as one. */
  readonly values: number;
  readonly offices: number;
  /** Most values first. */
  readonly columns: readonly { readonly column: string; readonly values: number }[];
}

/**
 * Why a score moved. `new_data`: a newer day came in. `restated`: earlier days came late or were replaced. `ageing`: the
 * date went on without new facts of the office. `settings`: scored with other settings. `first_score`: it had none.
 */
export type MoveCause = 'new_data' | 'restated' | 'ageing' | 'settings' | 'first_score';

/**
 * A large move of an office's score. What counts as large: ten points of adoption, which by the risk table's own term
 * (−0.75 log-odds per 20 points) move the odds of leaving by almost half; or another risk band.
 */
export interface Move extends ChangedOffice {
  readonly what: 'adoption' | 'risk';
  /** Adoption 0–100, or the risk band by name; null = no score. */
  readonly old: ChangedValue;
  readonly new: ChangedValue;
  /** Data dates of the two scores; the first is null where there was none. */
  readonly from_ds: string | null;
  readonly ds: string;
  readonly cause: MoveCause;
  /** `Adoption fell from 62 to 48 with the data of 2026-11-20.` */
  readonly text: string;
}

/** From this data date on the book is scored with other settings. */
export interface SettingsMark {
  readonly ds: string;
  /** ISO time. */
  readonly at: string;
  readonly settings_old: string;
  readonly settings: string;
  /** What differs, phrases. */
  readonly changes: readonly string[];
}

/** What changed from one state of the book to its newest. Lists are cut at the limit asked for; totals are exact. */
export interface Changes {
  /** Null where nothing was there before: then nothing is new or gone, and no score has moved. */
  readonly from: BookState | null;
  readonly to: BookState | null;
  /** Dataset version. */
  readonly version: number;
  /** Syncs in between that brought something. */
  readonly syncs: number;
  /** Days between the states that came in behind the newest one, to fill a gap or a longer history. */
  readonly filledDays: number;
  readonly newOffices: readonly NewOffice[];
  readonly goneOffices: readonly GoneOffice[];
  readonly returnedOffices: readonly ReturnedOffice[];
  readonly movedOffices: readonly MovedOffice[];
  readonly restatedDays: readonly RestatedDay[];
  readonly restated: readonly RestatedValue[];
  readonly restatedTotal: number;
  /** Furthest first. */
  readonly moves: readonly Move[];
  /** Offices whose adoption moved by a point or more, but not far. */
  readonly smallerMoves: number;
  /** The first data date from which moves are known; null before any. */
  readonly movesFrom: string | null;
  /** Newest first. */
  readonly settings: readonly SettingsMark[];
  readonly totals: {
    readonly newOffices: number;
    readonly goneOffices: number;
    readonly returnedOffices: number;
    readonly movedOffices: number;
    readonly moves: number;
  };
}

/** What was restated and how the score moved, of one office, newest first. */
export interface OfficeChanges {
  /** Every step of its scores, split by cause; the one that goes on leads. */
  readonly steps: readonly ChangeStep[];
  readonly restated: readonly RestatedValue[];
  /** All that are known to have differed, the ones beyond the kept list included. */
  readonly restatedTotal: number;
  readonly moves: readonly Move[];
}

/** Something about the data of an account or office that a reader of its numbers must know. */
export interface DataFlag {
  readonly company_id: string;
  /** Null where it concerns the whole account. */
  readonly location_id: string | null;
  /** Id of a failed check, or `set_aside`, `missing`, `restated`, `stale_source`, `published_anyway`. */
  readonly code: string;
  readonly text: string;
}

export interface DataFlags {
  /** Dataset version: read again when it rises. */
  readonly version: number;
  readonly ds: string | null;
  readonly flags: readonly DataFlag[];
  /** What concerns every number alike, such as a failed check that points at no office. */
  readonly book: readonly { readonly code: string; readonly text: string }[];
  /** Offices that a failed check found beyond those kept, by check id. */
  readonly more: Readonly<Record<string, number>>;
}
