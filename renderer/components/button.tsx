import type { ComponentProps, ReactNode } from 'react';
import css from './button.module.css';

interface Props extends Omit<ComponentProps<'button'>, 'className' | 'type'> {
  readonly look?: 'plain' | 'primary' | 'quiet';
  readonly icon?: ReactNode;
  /** The key that does the same, shown so that it is learnt. */
  readonly hint?: string;
  readonly submit?: boolean;
}

export function Button({ look = 'plain', icon, hint, submit = false, children, ...rest }: Props) {
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={`${css['button']} ${css[look]}`}
      {...(hint ? { 'aria-keyshortcuts': hint } : {})}
    >
      {icon}
      {children}
      {hint ? <kbd aria-hidden>{hint}</kbd> : null}
    </button>
  );
}
