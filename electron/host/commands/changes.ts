import type {
  BookState,
  ChangedValue,
  Changes,
  RestatedDay,
  RestatedValue,
} from '../../../shared/domain/change.ts';
import { parseDay } from '../../../shared/domain/day.ts';
import { call, UsageError, withEngine, type ExitCode, type Surroundings } from './run.ts';
import { table } from './words.ts';

/** Lines of each list in a terminal; `--json` has more. */
const SHOWN = 20;

/** What changed since the last sync, or since a data date or a time. */
export async function changes(
  at: Surroundings,
  options: {
    readonly since?: string | undefined;
    readonly company?: string | undefined;
    readonly json?: boolean | undefined;
  },
): Promise<ExitCode> {
  const since = sinceOf(options.since);
  const input = { since, companyId: options.company, limit: options.json ? 1000 : SHOWN };
  const answer = await withEngine(at, { hold: false }, (engine) =>
    call(engine, 'changes.since', input, at),
  );
  at.out(
    options.json ? `${JSON.stringify(answer, null, 2)}\n` : `${changeLines(answer).join('\n')}\n`,
  );
  return 0;
}

function sinceOf(text = 'last'): string {
  if (text === 'last' || text === 'last_sync') return 'last_sync';
  if (parseDay(text) !== undefined) return text;
  if (/^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text)))
    return new Date(text).toISOString();
  throw new UsageError(`--since is last, a day like 2026-11-20 or a time, not ${text}.`);
}

const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

/** Plain-text form: what happened in numbers, then each list with its first lines. */
export function changeLines(c: Changes): string[] {
  const lines = [headline(c)];
  if (c.to === null) return lines;
  const list = (title: string, total: number, rows: readonly (readonly (string | null)[])[]) => {
    if (total === 0) return;
    lines.push('', title, ...table(rows).map((line) => `  ${line}`));
    if (total > rows.length)
      lines.push(`  and ${(total - rows.length).toLocaleString('en-US')} more`);
  };
  const { totals } = c;
  list(
    plural(totals.newOffices, 'new office'),
    totals.newOffices,
    c.newOffices.map((o) => [o.company_name, o.location_name, o.location_id, `since ${o.ds}`]),
  );
  list(
    `${plural(totals.goneOffices, 'office')} not delivered`,
    totals.goneOffices,
    c.goneOffices.map((o) => [
      o.company_name,
      o.location_name,
      o.location_id,
      `last on ${o.last_seen}`,
      o.in_grace
        ? 'missing once; stays for now, it may be a slip'
        : `missing in ${o.deliveries} deliveries; has left the lists`,
    ]),
  );
  list(
    `${plural(totals.returnedOffices, 'office')} back`,
    totals.returnedOffices,
    c.returnedOffices.map((o) => [
      o.company_name,
      o.location_name,
      o.location_id,
      `on ${o.ds}, missing since ${o.missing_since}`,
    ]),
  );
  list(
    `${plural(totals.movedOffices, 'office')} moved to another account`,
    totals.movedOffices,
    c.movedOffices.map((o) => [
      o.location_name,
      o.location_id,
      `from ${o.from_company_name} to ${o.company_name} on ${o.ds}`,
    ]),
  );
  for (const { ds, settings, changes: said } of c.settings)
    lines.push(
      '',
      `Scored with other settings from ${ds} on (${settings})`,
      ...said.map((text) => `  ${text}`),
    );
  lines.push(...c.restatedDays.flatMap((day) => ['', ...restatedLines(day)]));
  list(
    `${plural(c.restatedTotal, 'restated value')}${c.restatedTotal > c.restated.length ? `, the first ${c.restated.length}` : ''}`,
    c.restated.length,
    c.restated.map((v) => [
      v.ds,
      v.company_name,
      v.location_name ?? 'the account itself',
      ...valueWords(v),
    ]),
  );
  const smaller =
    c.smallerMoves > 0 ? ` (and ${c.smallerMoves.toLocaleString('en-US')} smaller)` : '';
  list(
    `${plural(totals.moves, 'large move')}${smaller}`,
    totals.moves,
    c.moves.map((m) => [m.company_name, m.location_name, m.text]),
  );
  if (totals.moves === 0 && c.smallerMoves > 0)
    lines.push('', `No large move; ${plural(c.smallerMoves, 'smaller one')}.`);
  if (lines.length === 1 && c.from !== null) lines.push('Nothing else changed.');
  return lines;
}

const stateText = (s: BookState): string =>
  `${s.ds} (synced ${s.at.slice(0, 16).replace('T', ' ')})`;

function headline(c: Changes): string {
  if (c.to === null) return 'No day has been synced yet.';
  const filled = c.filledDays > 0 ? `, ${plural(c.filledDays, 'earlier day')} filled in` : '';
  if (c.from === null)
    return `The book starts with data to ${stateText(c.to)}${filled}: there is nothing before it to compare with.`;
  return `From ${stateText(c.from)} to ${stateText(c.to)}: ${plural(c.syncs, 'sync')}${filled}.`;
}

function restatedLines(day: RestatedDay): string[] {
  const what =
    day.run_id === null
      ? `${day.ds} taken back: run ${day.replaced_run_id}, ${plural(day.values, 'row')}; the day has no data now`
      : `${day.ds} ${KINDS[day.kind]}: run ${day.run_id} in place of ${day.replaced_run_id}, ` +
        `${plural(day.values, 'value')} in ${plural(day.offices, 'office')}`;
  if (day.run_id === null) return [what];
  const columns = day.columns.map(({ column, values }) =>
    column === 'row' ? plural(values, 'whole row') : `${column} ${values}`,
  );
  const more = columns.length > 8 ? ` and ${columns.length - 8} more columns` : '';
  return columns.length === 0 ? [what] : [what, `  ${columns.slice(0, 8).join(', ')}${more}`];
}

const KINDS: Readonly<Record<RestatedDay['kind'], string>> = {
  restated: 'restated',
  taken_back: 'taken back',
  brought_back: 'brought back',
};

function valueWords(v: RestatedValue): readonly [string, string] {
  if (v.column === 'row') return ['the whole row', v.old === null ? 'came' : 'went'];
  return [v.column, `${shown(v.old)} → ${shown(v.new)}`];
}

const shown = (value: ChangedValue): string => (value === null ? 'unknown' : String(value));
