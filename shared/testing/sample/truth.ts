import type { Day } from '../../domain/day.ts';
import { NEVER, NO_WEEK, REASONS, weekOf, WEEKS, type Book } from './book.ts';
import { isLostDay, regionDay } from './calendar.ts';
import { hasRow } from './day.ts';
import { noticeHazard } from './latent.ts';
import type { StoryKey } from './stories.ts';
import { newOfficeWeek, officeWeek } from './week.ts';

/** What really happens to an office, whether or not the extract says so. Days; null = never. */
export interface OfficeTruth {
  readonly index: number;
  readonly companyId: string;
  readonly locationId: string;
  readonly test: boolean;
  readonly openedOn: Day;
  readonly noticeOn: Day | null;
  readonly cancelledOn: Day | null;
  /** Null when the extract does not say, or there was no notice. */
  readonly reason: string | null;
  /** First day without any usage. */
  readonly stoppedOn: Day | null;
  readonly planted: StoryKey | null;
}

/** The state behind one office's numbers on one day. */
export interface LatentTruth {
  readonly health: number;
  readonly pressure: 0 | 1;
  /** Weekly hazard λ of a notice for reasons of value. */
  readonly hazard: number;
  /** ln of the expected visitors before day-to-day overdispersion; −∞ when the office is not in use. */
  readonly logMean: number;
  readonly calendar: number;
  readonly rowMissing: boolean;
  readonly zeroFilled: boolean;
  readonly bookLost: boolean;
}

const orNull = (day: Day | undefined): Day | null =>
  day === undefined || day === NEVER ? null : day;

export function truthOf(book: Book): readonly OfficeTruth[] {
  const { companies, offices } = book;
  return Array.from({ length: offices.count }, (_, o) => {
    const c = offices.company[o] ?? 0;
    const story = companies.story[c];
    const n = o - (companies.firstOffice[c] ?? 0);
    return {
      index: o,
      companyId: companies.id[c] ?? '',
      locationId: offices.id[o] ?? '',
      test: offices.test[o] === 1,
      openedOn: offices.start[o] ?? 0,
      noticeOn: orNull(offices.notice[o]),
      cancelledOn: orNull(offices.cancelled[o]),
      reason: REASONS[offices.reason[o] ?? REASONS.length] ?? null,
      stoppedOn: orNull(offices.stopped[o]),
      planted: story?.planted.includes(n) ? story.key : null,
    };
  });
}

/** Did another office of the account give notice within the 26 weeks up to `week`? */
function siblingLeft(book: Book, o: number, week: number): boolean {
  const { companies, offices } = book;
  const c = offices.company[o] ?? 0;
  for (let s = companies.firstOffice[c] ?? 0; s < (companies.firstOffice[c + 1] ?? 0); s += 1) {
    const left = offices.noticeWeek[s] ?? NO_WEEK;
    if (s !== o && left <= week && week - left <= 26) return true;
  }
  return false;
}

export function latentAt(book: Book, o: number, day: Day): LatentTruth {
  const { offices, seed } = book;
  const week = Math.max(0, Math.min(WEEKS - 1, weekOf(book, day)));
  const one = newOfficeWeek();
  officeWeek(book, o, week, one);
  const { factor } = regionDay(seed, offices.region[o] ?? 0, day);
  const stopped = offices.stopped[o] ?? NEVER;
  const live = day >= (offices.start[o] ?? 0) && (stopped === NEVER || day < stopped);
  const outage = offices.outage[o] ?? NEVER;
  return {
    health: offices.health[o * WEEKS + week] ?? 0,
    pressure: offices.pressure[o * WEEKS + week] ? 1 : 0,
    hazard: noticeHazard(book, o, week, siblingLeft(book, o, week)),
    logMean: Math.log((live ? (offices.visitors[o] ?? 0) : 0) * one.relative * factor),
    calendar: factor,
    rowMissing: !hasRow(book, o, day),
    zeroFilled: outage !== NEVER && day >= outage && day < outage + (offices.outageDays[o] ?? 0),
    bookLost: isLostDay(seed, day, book.anchor),
  };
}

/** One planted story as it lies in a book. */
export interface PlantedStory {
  readonly key: StoryKey;
  readonly what: string;
  readonly companyId: string;
  readonly companyName: string;
  /** All offices of the account, and those that carry the story. */
  readonly locationIds: readonly string[];
  readonly planted: readonly string[];
}

export function plantedIn(book: Book): readonly PlantedStory[] {
  const { companies, offices } = book;
  return companies.story.flatMap((story, c) => {
    if (!story) return [];
    const first = companies.firstOffice[c] ?? 0;
    const ids = offices.id.slice(first, first + story.offices);
    return [
      {
        key: story.key,
        what: story.what,
        companyId: companies.id[c] ?? '',
        companyName: story.company,
        locationIds: ids,
        planted: story.planted.map((n) => ids[n] ?? ''),
      },
    ];
  });
}
