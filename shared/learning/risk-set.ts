/** One row an office and snapshot; days as whole numbers, NaN = none. */
export interface Snapshots {
  readonly day: Float64Array;
  /** When notice was given, as known today; NaN while the office stays. */
  readonly notice: Float64Array;
  /** 1 where the office goes for a reason of its own: it closes, its company goes, it does not pay. */
  readonly otherCause: Uint8Array;
}

export interface RiskSet {
  /** Places of the rows that may be learned from and judged by. */
  readonly rows: Int32Array;
  /** For each of them, 1 = notice within the horizon. */
  readonly y: Uint8Array;
  /** Rows left out because the office had given notice, and because their horizon is not over yet. */
  readonly afterNotice: number;
  readonly notOver: number;
  /** Rows left out because the office went for another cause within the horizon. */
  readonly otherCause: number;
}

/**
 * Who was at risk, and who gave notice within the horizon. What comes after a notice is no risk but its consequence; a
 * horizon that reaches beyond the last complete extract has no outcome yet, not even where a notice came early: to keep
 * those alone would make the last weeks look deadly.
 * @param lastDay last day of which all notices are known
 */
export function riskSet(s: Snapshots, horizonDays: number, lastDay: number): RiskSet {
  const rows: number[] = [];
  const y: number[] = [];
  let afterNotice = 0;
  let notOver = 0;
  let otherCause = 0;
  s.day.forEach((day, i) => {
    const notice = s.notice[i] ?? Number.NaN;
    const within = notice > day && notice <= day + horizonDays;
    if (notice <= day) afterNotice++;
    else if (day + horizonDays > lastDay) notOver++;
    else if (within && s.otherCause[i] === 1) otherCause++;
    else {
      rows.push(i);
      y.push(within ? 1 : 0);
    }
  });
  return {
    rows: Int32Array.from(rows),
    y: Uint8Array.from(y),
    afterNotice,
    notOver,
    otherCause,
  };
}
