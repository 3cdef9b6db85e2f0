import { CAUSES, type Cause } from '../domain/change-causes.ts';

/** Adoption (0–100) and risk by office or account; NaN = none. */
export interface Numbers {
  readonly adoption: Float64Array;
  readonly risk: Float64Array;
}

/** The numbers after a cause was put in, with those after it still to come; what is absent brought nothing. */
export type Between = Readonly<Partial<Record<Cause, Numbers>>>;

/** Parts by cause: `values[cause * size + i]`, NaN where one of the ends has no number. */
export interface Parts {
  readonly adoption: Float64Array;
  readonly risk: Float64Array;
}

/**
 * Splits the change of every number exactly: from the old numbers over those in between to the new ones. What a number
 * in between is missing for counts to the next cause, and the rest to the last one, so that the parts always sum up.
 * @param last the last cause there is between the two
 */
export function splitChange(old: Numbers, between: Between, now: Numbers, last: Cause): Parts {
  return { adoption: split('adoption'), risk: split('risk') };

  function split(what: keyof Numbers): Float64Array {
    const [from, to] = [old[what], now[what]];
    const size = Math.max(from.length, to.length);
    const parts = new Float64Array(CAUSES.length * size);
    for (let i = 0; i < size; i++) {
      const start = from[i] ?? Number.NaN;
      const end = to[i] ?? Number.NaN;
      let at = start;
      CAUSES.forEach((cause, c) => {
        const reached = cause === last ? end : (between[cause]?.[what][i] ?? Number.NaN);
        const missing = Number.isNaN(start) || Number.isNaN(end);
        parts[c * size + i] = missing ? Number.NaN : Number.isNaN(reached) ? 0 : reached - at;
        if (!Number.isNaN(reached)) at = reached;
      });
    }
    return parts;
  }
}
