import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useWords } from '../../api/csm-word.ts';
import { useFlags } from '../../api/flags.ts';
import { useAccounts, useOffices, useToday } from '../../api/queries.ts';
import { accountColumns } from '../../components/columns/account-columns.tsx';
import { useClockDay } from '../../components/csm-word/clock-day.ts';
import { useGridModel } from '../../components/grid/model.ts';
import { leftOut, type Said } from '../../../shared/domain/csm-word.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import type { AccountRecord } from '../../../shared/domain/records.ts';
import { accountChips, flagChip, matchingAccounts, wordChip } from './filter.ts';
import { ListScreen } from './list-screen.tsx';
import { useFiltered } from './use-filtered.ts';

const NONE: readonly AccountRecord[] = [];
const FIRST = { id: 'risk', desc: true };

export function AccountsTab() {
  const accounts = useAccounts();
  const offices = useOffices().data?.rows;
  const today = useToday();
  const navigate = useNavigate();
  const all = accounts.data?.rows ?? NONE;
  const flags = useFlags();
  const { of: said, all: allSaid } = useWords();
  const clockDay = useClockDay();
  const chips = useMemo(() => {
    const spokenOf = new Set<string | null>(allSaid.map(({ company_id }) => company_id));
    return [
      ...accountChips(today),
      flagChip<AccountRecord>((row) => flags.ofAccount(row.company_id)),
      wordChip<AccountRecord>((row) => spokenOf.has(row.company_id)),
    ];
  }, [today, flags, allSaid]);
  const columns = useMemo(() => {
    const byKey = new Map(offices?.map((row) => [row.key, row]));
    const out = Map.groupBy<string | null, Said>(
      leftOut(allSaid, clockDay),
      ({ company_id }) => company_id,
    );
    return accountColumns(
      today,
      (row) => byKey.get(officeKeyOf(row.company_id ?? '', row.worst_location_id ?? '')),
      flags,
      said,
      (companyId) => out.get(companyId)?.length ?? 0,
    );
  }, [offices, today, flags, said, allSaid, clockDay]);
  const { found, shown, words } = useFiltered('accounts', all, matchingAccounts, chips);
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
      words={words}
      onOpen={open}
    />
  );
}
