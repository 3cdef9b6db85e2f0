import type {
  GoneOffice,
  MovedOffice,
  NewOffice,
  ReturnedOffice,
} from '../../../shared/domain/change.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import { historyDays, PRESENT, readOffice, readWindow } from './history.ts';

/** Deliveries in a row without an office after which it leaves the lists. */
const GRACE = 2;

interface Office {
  readonly ord: number;
  readonly company_id: string;
  readonly company_name: string;
  readonly location_id: string;
  readonly location_name: string;
  readonly first_day: Day;
  /** Newest day with a row. */
  readonly day: Day;
}

export interface OfficeEvents {
  readonly newOffices: readonly NewOffice[];
  readonly goneOffices: readonly GoneOffice[];
  readonly returnedOffices: readonly ReturnedOffice[];
  readonly movedOffices: readonly MovedOffice[];
}

/**
 * Who came and went after a published day, read from who has a row on which day: it comes out alike in whatever order
 * the days arrived, and a history that fills in behind makes nobody new.
 */
export function officeEvents(db: ReadableDB, since: Day, companyId?: string): OfficeEvents {
  const days = historyDays(db);
  // Of days whose history was let go nobody knows who was there.
  const from = Math.max(since, days[0] ?? since);
  const newest = days.at(-1) ?? from;
  const offices = readNamed(db, companyId);
  const moved = movedAfter(db, days, from).filter(
    (m) => companyId === undefined || m.company_id === companyId || m.from_company_id === companyId,
  );
  const arrived = new Set(moved.map((m) => `${m.company_id}\u001f${m.location_id}`));
  const left = new Set(moved.map((m) => `${m.from_company_id}\u001f${m.location_id}`));
  const keyOf = (o: Office): string => `${o.company_id}\u001f${o.location_id}`;
  return {
    newOffices: offices
      .filter((o) => o.first_day > from && !arrived.has(keyOf(o)) && !left.has(keyOf(o)))
      .map((o) => ({ ...nameOf(o), ds: formatDay(o.first_day) })),
    goneOffices: offices
      .filter((o) => o.day < newest && !left.has(keyOf(o)))
      .flatMap((o) => goneOf(o, days, from)),
    returnedOffices: returnedAfter(db, offices, days, from),
    movedOffices: moved,
  };
}

const nameOf = (o: Office) => ({
  company_id: o.company_id,
  company_name: o.company_name,
  location_id: o.location_id,
  location_name: o.location_name,
});

function readNamed(db: ReadableDB, companyId: string | undefined): readonly Office[] {
  return all<Office>(
    db,
    `SELECT l.ord, l.company_id, c.company_name, l.location_id, l.location_name, l.first_day, l.day
     FROM location l JOIN company c ON c.company_id = l.company_id
     WHERE @company IS NULL OR l.company_id = @company ORDER BY c.company_name, l.location_name, l.ord`,
    { company: companyId ?? null },
  );
}

/** Told when the first delivery lacks it, and again when the grace is over. */
function goneOf(o: Office, days: readonly Day[], from: Day): GoneOffice[] {
  const at = days.findLastIndex((day) => day <= o.day) + 1;
  const since = days[at];
  if (since === undefined) return [];
  const over = days[at + GRACE - 1];
  if (since <= from && (over === undefined || over <= from)) return [];
  return [
    {
      ...nameOf(o),
      last_seen: formatDay(o.day),
      missing_since: formatDay(since),
      deliveries: days.length - at,
      in_grace: days.length - at < GRACE,
    },
  ];
}

function returnedAfter(
  db: ReadableDB,
  offices: readonly Office[],
  days: readonly Day[],
  from: Day,
): ReturnedOffice[] {
  const start = days.findIndex((day) => day > from) - GRACE;
  const first = days[Math.max(0, start)];
  const last = days.at(-1);
  if (first === undefined || last === undefined || last <= from) return [];
  const window = readWindow(db, { measures: [PRESENT], from: first, to: last });
  const marks = window.measures.get(PRESENT);
  if (!marks) return [];
  const looked = days.filter((day) => day >= first);
  return offices.flatMap((o) => {
    if (o.first_day > from) return [];
    let lacking = 0;
    let back: Day | undefined;
    for (const day of looked) {
      const there = marks[(day - first) * window.offices + o.ord] === 1;
      if (there && lacking >= GRACE && day > from) back = day;
      lacking = there ? 0 : lacking + 1;
    }
    if (back === undefined) return [];
    const since = lackedSince(db, o, days, back);
    return [{ ...nameOf(o), ds: formatDay(back), missing_since: formatDay(since) }];
  });
}

/** The first published day of the row of days without the office that ends before `back`. */
function lackedSince(db: ReadableDB, o: Office, days: readonly Day[], back: Day): Day {
  const marks = readOffice(db, o.ord, { measures: [PRESENT], from: o.first_day, to: back - 1 });
  const present = marks.get(PRESENT);
  const seen = present ? present.lastIndexOf(1) + o.first_day : o.first_day;
  return days.find((day) => day > seen) ?? back;
}

/** Offices that came up at an account on the very delivery on which another account lost that id. */
function movedAfter(db: ReadableDB, days: readonly Day[], from: Day): MovedOffice[] {
  const pairs = all<
    Office & { from_company_id: string; from_company_name: string; left_after: Day }
  >(
    db,
    `SELECT l.ord, l.company_id, c.company_name, l.location_id, l.location_name, l.first_day, l.day,
       o.company_id AS from_company_id, p.company_name AS from_company_name, o.day AS left_after
     FROM location l JOIN company c ON c.company_id = l.company_id
     JOIN location o ON o.location_id = l.location_id AND o.company_id <> l.company_id
     JOIN company p ON p.company_id = o.company_id
     WHERE l.first_day > ? AND o.day < l.first_day AND o.first_day < l.first_day
     ORDER BY c.company_name, l.location_name, l.ord, p.company_id`,
    from,
  );
  return pairs
    .filter((m) => days[days.indexOf(m.first_day) - 1] === m.left_after)
    .map((m) => ({
      ...nameOf(m),
      ds: formatDay(m.first_day),
      from_company_id: m.from_company_id,
      from_company_name: m.from_company_name,
    }));
}
