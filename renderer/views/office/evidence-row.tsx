import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import page from '../../components/page.module.css';
import { EvidenceDetail } from './evidence-detail.tsx';
import css from './evidence.module.css';

/** A row of a table of three columns whose name opens the facts behind it, in a row of their own. */
export function EvidenceRow({
  name,
  quiet = false,
  children,
  ...detail
}: ComponentProps<typeof EvidenceDetail> & {
  readonly name: string;
  /** Nothing is known, or nothing counts. */
  readonly quiet?: boolean;
  /** The two cells behind the name. */
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <tr className={quiet ? page['quiet'] : undefined}>
        <th scope="row">
          <button
            type="button"
            className={css['open']}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {name}
          </button>
        </th>
        {children}
      </tr>
      <tr id={id} hidden={!open}>
        <td colSpan={3}>{open ? <EvidenceDetail {...detail} /> : null}</td>
      </tr>
    </>
  );
}
