import { useLater } from './later.ts';
import css from './loading.module.css';

/** Shown only where loading takes longer than a glance (150 ms). */
export function Loading({ text }: { readonly text: string }) {
  const late = useLater(150);
  return (
    <p role="status" className={css['loading']}>
      {late ? text : ''}
    </p>
  );
}
