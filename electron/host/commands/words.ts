import { sentence } from '../../../shared/contracts/problem.ts';
import type { LastSync, ScheduleState } from '../../../shared/contracts/schedule.ts';
import type { SyncProgress, SyncReport } from '../../../shared/contracts/sync.ts';
import type { OfficeRow } from '../../../shared/domain/office.ts';

/** Plain-text forms for terminals. */
export function progressLine(p: SyncProgress): string {
  const days = p.daysTotal > 0 ? `  ${p.daysDone} of ${p.daysTotal} days` : '';
  const rows = p.rows > 0 ? `  ${p.rows.toLocaleString('en-US')} rows` : '';
  return `${p.text}${days}${rows}`;
}

export function reportLines(report: SyncReport): string[] {
  const count = (status: string): number => report.days.filter((d) => d.status === status).length;
  const lines = report.days
    .filter((d) => d.status === 'held' || d.status === 'failed')
    .map((d) => `${d.ds}: ${d.status}. ${d.reason ?? ''}`);
  const setAside = report.days.reduce((n, d) => n + (d.status === 'published' ? d.rejected : 0), 0);
  const summary = [
    `${count('published')} days published`,
    `${count('unchanged')} unchanged`,
    `${count('held')} held`,
    `${count('failed')} failed`,
    ...(setAside > 0 ? [`${setAside} rows set aside`] : []),
    ...(report.cancelled ? ['cancelled'] : []),
  ];
  lines.push(`${summary.join(', ')}. Data to ${report.ds ?? 'no day yet'}.`);
  return lines;
}

const OUTCOMES: Readonly<Record<LastSync['outcome'], string>> = {
  published: 'published',
  unchanged: 'nothing new',
  held: 'held',
  offline: 'no network',
  refused: 'refused',
  cancelled: 'cancelled',
};

/** How the last sync ended, whoever started it, and whether syncing is paused; nothing where there is nothing to say. */
export function scheduleLines({ last, paused, pausedUntil }: ScheduleState): string[] {
  const lines: string[] = [];
  if (last) {
    const days = last.days > 0 ? `, ${last.days} ${last.days === 1 ? 'day' : 'days'}` : '';
    const why = last.problem ? `. ${sentence(last.problem)}` : '';
    lines.push(`Last sync     ${minuteOf(last.endedAt)}: ${OUTCOMES[last.outcome]}${days}${why}`);
  }
  if (paused)
    lines.push(
      `Paused        ${pausedUntil === null ? 'until resumed' : `until ${minuteOf(pausedUntil)}`}`,
    );
  return lines;
}

/** ISO time → `2026-11-23 06:02 UTC`. */
const minuteOf = (iso: string): string =>
  `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** A table in a terminal: columns as wide as their widest cell, numbers to the right. */
export function table(rows: readonly (readonly (string | number | null)[])[]): string[] {
  const cells = rows.map((row) => row.map((c) => (c === null ? '–' : String(c))));
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((r) => (r[i] ?? '').length)));
  return cells.map((row, r) =>
    row
      .map((c, i) =>
        typeof rows[r]?.[i] === 'number' ? c.padStart(widths[i] ?? 0) : c.padEnd(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

export function officeTable(offices: readonly OfficeRow[]): string[] {
  const head = ['Account', 'Office', 'State', 'Risk', 'Odds', 'Adoption', 'ARR', 'Why'];
  return table([
    head,
    ...offices.map((o) => [
      o.company_name,
      o.location_name,
      o.state,
      o.risk?.band ?? null,
      o.risk ? `${o.risk.odds.toFixed(1)}×` : null,
      o.adoption ? Math.round(o.adoption.score) : null,
      o.arr === null ? null : `${Math.round(o.arr).toLocaleString('en-US')} ${o.currency ?? ''}`,
      o.why,
    ]),
  ]);
}
