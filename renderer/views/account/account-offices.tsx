import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { parseDay } from '../../../shared/domain/day.ts';
import type { OfficeRow } from '../../../shared/domain/office.ts';
import { useOffices, useStatus } from '../../api/queries.ts';
import { useSettings } from '../../api/settings.ts';
import { accountOfficeColumns } from '../../components/columns/office-columns.tsx';
import { countText, plural } from '../../components/format.ts';
import { Grid } from '../../components/grid/grid.tsx';
import { useGridModel } from '../../components/grid/model.ts';
import type { OfficeRecord } from '../../components/records.ts';
import { Section } from '../../components/section.tsx';
import css from './account.module.css';

const FIRST = { id: 'risk', desc: true };
const NONE: readonly OfficeRecord[] = [];
const MOST_ROWS = 14;

/** The offices of the account as the portfolio shows them, worst first. */
export function AccountOffices({
  companyId,
  counted,
  rows,
}: {
  readonly companyId: string;
  /** Offices that count: without the closed and the excluded ones. */
  readonly counted: number;
  readonly rows: readonly OfficeRow[];
}) {
  const { data: status } = useStatus();
  const { data: settings } = useSettings();
  const all = useOffices().data?.rows ?? NONE;
  const navigate = useNavigate();
  const today = parseDay(status?.dataset.ds ?? '') ?? null;
  const columns = useMemo(() => accountOfficeColumns(today), [today]);
  const own = useMemo(() => all.filter((row) => row.company_id === companyId), [all, companyId]);
  const model = useGridModel(`account.${companyId}`, columns, own, FIRST);
  const open = useCallback(
    ({ location_id: locationId }: OfficeRecord) => {
      if (locationId === null) return;
      void navigate({ to: '/office/$companyId/$locationId', params: { companyId, locationId } });
    },
    [navigate, companyId],
  );
  const rowHeight = settings?.density === 'compact' ? 28 : 36;
  const height = 34 + rowHeight * Math.min(MOST_ROWS, Math.max(1, own.length)) + 16;
  return (
    <Section title="Offices by risk" note={note(counted, rows.length)}>
      <div className={css['grid']} style={{ height }}>
        <Grid
          key={rowHeight}
          main
          model={model}
          label="Offices of the account"
          rowHeight={rowHeight}
          onOpen={open}
        />
      </div>
    </Section>
  );
}

function note(counted: number, all: number): string {
  const other = all - counted;
  return `${plural(counted, 'office')}${other > 0 ? `, and ${countText(other)} closed or excluded` : ''}; the worst first`;
}
