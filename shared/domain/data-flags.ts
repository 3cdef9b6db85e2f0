import type { DataFlag, DataFlags } from './change.ts';
import { officeKeyOf } from './office.ts';

/** What is known against the data of an account or an office, one sentence each; empty where nothing is. */
export interface Flags {
  /** In a row of offices: of this office alone. */
  readonly ofOffice: (companyId: string | null, locationId: string | null) => readonly string[];
  /** In a row of accounts: of the account itself, and how many of its offices have flags of their own. */
  readonly ofAccount: (companyId: string | null) => readonly string[];
  /** On the page of an office, or of an account (null): all that concerns it, what it shares with others included. */
  readonly onPage: (companyId: string, locationId: string | null) => readonly string[];
}

const NOTHING: readonly string[] = [];
export const NO_FLAGS: Flags = {
  ofOffice: () => NOTHING,
  ofAccount: () => NOTHING,
  onPage: () => NOTHING,
};

/**
 * Flags by what they concern. What more than half of all accounts share, such as a source that stopped for the whole
 * book, says nothing about one row and stands on pages alone. `all`: how many accounts there are.
 */
export function flagsBy({ flags }: Pick<DataFlags, 'flags'>, all: number): Flags {
  const shared = sharedByMost(flags, all);
  const accounts = new Map<string, string[]>();
  const common = new Map<string, string[]>();
  const offices = new Map<string, string[]>();
  const flagged = new Map<string, Set<string>>();
  const add = (to: Map<string, string[]>, key: string, text: string): void => {
    const before = to.get(key);
    if (before) before.push(text);
    else to.set(key, [text]);
  };
  for (const { company_id: company, location_id: location, text } of flags) {
    if (location === null) {
      add(shared.has(text) ? common : accounts, company, text);
      continue;
    }
    add(offices, officeKeyOf(company, location), text);
    flagged.set(company, (flagged.get(company) ?? new Set()).add(location));
  }
  const rows = new Map([...accounts].map(([company, texts]) => [company, [...texts]]));
  for (const [company, { size }] of flagged)
    add(rows, company, `${size} ${size === 1 ? 'office has' : 'offices have'} a data flag.`);
  const ofOffice: Flags['ofOffice'] = (company, location) =>
    offices.get(officeKeyOf(company ?? '', location ?? '')) ?? NOTHING;
  const ofAccount: Flags['ofAccount'] = (company) => rows.get(company ?? '') ?? NOTHING;
  return {
    ofOffice,
    ofAccount,
    onPage: (company, location) => [
      ...(location === null
        ? ofAccount(company)
        : [...ofOffice(company, location), ...(accounts.get(company) ?? NOTHING)]),
      ...(common.get(company) ?? NOTHING),
    ],
  };
}

function sharedByMost(flags: readonly DataFlag[], all: number): ReadonlySet<string> {
  const times = new Map<string, number>();
  for (const { location_id: location, text } of flags)
    if (location === null) times.set(text, (times.get(text) ?? 0) + 1);
  return new Set([...times].filter(([, n]) => all > 2 && n > all / 2).map(([text]) => text));
}
