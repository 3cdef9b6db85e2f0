import { useNavigate } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo } from 'react';
import { useAccounts, useOffices, useStatus } from '../../api/queries.ts';
import { accountColumns } from '../../components/columns/account-columns.tsx';
import { useGridModel } from '../../components/grid/model.ts';
import type { AccountRecord } from '../../components/records.ts';
import { parseDay } from '../../../shared/domain/day.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import { accountChips, bookOf, filterWords, matchingAccounts, pressed } from './filter.ts';
import { useFilter } from './filter-state.ts';
import { ListScreen } from './list-screen.tsx';
import { useBook } from './use-book.ts';

const NONE: readonly AccountRecord[] = [];
const FIRST = { id: 'risk', desc: true };

export function AccountsTab() {
  const { data: status } = useStatus();
  const accounts = useAccounts();
  const offices = useOffices().data?.rows;
  const filter = useFilter('accounts');
  const text = useDeferredValue(filter.text);
  const { csm } = useBook();
  const navigate = useNavigate();
  const all = accounts.data?.rows ?? NONE;
  const today = parseDay(status?.dataset.ds ?? '') ?? null;
  const chips = useMemo(() => accountChips(today), [today]);

  const columns = useMemo(() => {
    const byKey = new Map(offices?.map((row) => [row.key, row]));
    return accountColumns(today, (row) =>
      byKey.get(officeKeyOf(row.company_id ?? '', row.worst_location_id ?? '')),
    );
  }, [offices, today]);
  const found = useMemo(() => matchingAccounts(bookOf(all, csm), text), [all, csm, text]);
  const shown = useMemo(() => pressed(found, chips, filter.chips), [found, chips, filter.chips]);
  const model = useGridModel('portfolio.accounts', columns, shown, FIRST);
  const open = useCallback(
    ({ company_id }: AccountRecord) => {
      if (company_id === null) return;
      void navigate({ to: '/account/$companyId', params: { companyId: company_id } });
    },
    [navigate],
  );
  return (
    <ListScreen
      tab="accounts"
      query={accounts}
      model={model}
      chips={chips}
      found={found}
      total={all.length}
      words={filterWords(filter, chips, csm)}
      onOpen={open}
    />
  );
}
