import { useMemo } from 'react';
import { SILENCE } from '../../../shared/domain/csm-word.ts';
import type { OfficeRecord } from '../../../shared/domain/records.ts';
import { useWords } from '../../api/csm-word.ts';
import { useFlags } from '../../api/flags.ts';
import { useOffices, useToday } from '../../api/queries.ts';
import { officeColumns } from '../../components/columns/office-columns.tsx';
import { useGridModel } from '../../components/grid/model.ts';
import { useOpenOffice } from '../../components/open-office.ts';
import { flagChip, matchingOffices, OFFICE_CHIPS, wordChip } from './filter.ts';
import { ListScreen } from './list-screen.tsx';
import { useFiltered } from './use-filtered.ts';

const NONE: readonly OfficeRecord[] = [];
const FIRST = { id: 'risk', desc: true };

export function OfficesTab() {
  const offices = useOffices();
  const today = useToday();
  const open = useOpenOffice();
  const all = offices.data?.rows ?? NONE;
  const flags = useFlags();
  const said = useWords().of;
  const columns = useMemo(() => officeColumns(today, flags, said), [today, flags, said]);
  const chips = useMemo(
    () => [
      ...OFFICE_CHIPS,
      flagChip<OfficeRecord>((row) => flags.ofOffice(row.company_id, row.location_id)),
      wordChip<OfficeRecord>((row) => said(row.company_id, row.location_id) !== SILENCE),
    ],
    [flags, said],
  );
  const { found, shown, words } = useFiltered('offices', all, matchingOffices, chips);
  const model = useGridModel('portfolio.offices', columns, shown, FIRST);
  return (
    <ListScreen
      tab="offices"
      query={offices}
      model={model}
      chips={chips}
      found={found}
      total={all.length}
      words={words}
      onOpen={open}
    />
  );
}
