import { useNavigate } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo } from 'react';
import { useOffices, useStatus } from '../../api/queries.ts';
import { officeColumns } from '../../components/columns/office-columns.tsx';
import { useGridModel } from '../../components/grid/model.ts';
import type { OfficeRecord } from '../../components/records.ts';
import { parseDay } from '../../../shared/domain/day.ts';
import { bookOf, filterWords, matchingOffices, OFFICE_CHIPS, pressed } from './filter.ts';
import { useFilter } from './filter-state.ts';
import { ListScreen } from './list-screen.tsx';
import { useBook } from './use-book.ts';

const NONE: readonly OfficeRecord[] = [];
const FIRST = { id: 'risk', desc: true };

export function OfficesTab() {
  const { data: status } = useStatus();
  const offices = useOffices();
  const filter = useFilter('offices');
  const text = useDeferredValue(filter.text);
  const { csm } = useBook();
  const navigate = useNavigate();
  const all = offices.data?.rows ?? NONE;
  const today = parseDay(status?.dataset.ds ?? '') ?? null;

  const found = useMemo(() => matchingOffices(bookOf(all, csm), text), [all, csm, text]);
  const shown = useMemo(() => pressed(found, OFFICE_CHIPS, filter.chips), [found, filter.chips]);
  const columns = useMemo(() => officeColumns(today), [today]);
  const model = useGridModel('portfolio.offices', columns, shown, FIRST);
  const open = useCallback(
    ({ company_id, location_id }: OfficeRecord) => {
      if (company_id === null || location_id === null) return;
      void navigate({
        to: '/office/$companyId/$locationId',
        params: { companyId: company_id, locationId: location_id },
      });
    },
    [navigate],
  );
  return (
    <ListScreen
      tab="offices"
      query={offices}
      model={model}
      chips={OFFICE_CHIPS}
      found={found}
      total={all.length}
      words={filterWords(filter, OFFICE_CHIPS, csm)}
      onOpen={open}
    />
  );
}
