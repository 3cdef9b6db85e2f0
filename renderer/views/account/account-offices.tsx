import { useMemo, useState } from 'react';
import type { OfficeRecord } from '../../../shared/domain/records.ts';
import { useWords } from '../../api/csm-word.ts';
import { useFlags } from '../../api/flags.ts';
import { useOffices, useToday } from '../../api/queries.ts';
import { useSettings } from '../../api/settings.ts';
import { accountOfficeColumns } from '../../components/columns/office-columns.tsx';
import { Button } from '../../components/button.tsx';
import { totalsText } from '../../components/columns/totals.ts';
import { countText } from '../../components/format.ts';
import { Grid } from '../../components/grid/grid.tsx';
import { useGridModel } from '../../components/grid/model.ts';
import { ROW_HEIGHT } from '../../components/grid/row-height.ts';
import { useOpenOffice } from '../../components/open-office.ts';
import page from '../../components/page.module.css';
import { Section } from '../../components/section.tsx';
import css from './account.module.css';

const FIRST = { id: 'risk', desc: true };
const NONE: readonly OfficeRecord[] = [];
/** Rows shown at first: what comes after the list stays within reach. */
const FEW = 10;
/** Rows shown when asked for more; a longer list scrolls inside. */
const MANY = 60;
const HEAD = 33;

/** The offices of the account as the portfolio shows them, worst first. */
export function AccountOffices({
  companyId,
  note,
  missing,
}: {
  readonly companyId: string;
  readonly note: string;
  /** Names offices that the list does not have, in a sentence; empty where there are none. */
  readonly missing: string;
}) {
  const [long, setLong] = useState(false);
  const { data: settings } = useSettings();
  const all = useOffices().data?.rows ?? NONE;
  const today = useToday();
  const flags = useFlags();
  const said = useWords().of;
  const columns = useMemo(() => accountOfficeColumns(today, flags, said), [today, flags, said]);
  const own = useMemo(() => all.filter((row) => row.company_id === companyId), [all, companyId]);
  const model = useGridModel(`account.${companyId}`, columns, own, FIRST, 'account.offices');
  const open = useOpenOffice();
  const rowHeight = ROW_HEIGHT[settings?.density ?? 'comfortable'];
  const shown = Math.min(long ? MANY : FEW, Math.max(1, own.length));
  return (
    <Section title="Offices by risk" note={note}>
      {missing === '' ? null : <p className={page['sub']}>{missing}</p>}
      <div className={css['grid']} style={{ height: HEAD + rowHeight * shown }}>
        <Grid
          key={rowHeight}
          main
          inPage
          model={model}
          label="Offices of the account"
          rowHeight={rowHeight}
          onOpen={open}
          totals={totalsText}
        />
      </div>
      {own.length > FEW ? (
        <div className={css['more']}>
          <Button look="quiet" aria-expanded={long} onClick={() => setLong(!long)}>
            {long ? `Show ${FEW}` : `Show all ${countText(own.length)}`}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
