import type { ComponentProps, ReactNode } from 'react';
import { ariaKeys } from '../../shared/domain/strokes.ts';
import css from './button.module.css';
import { KeyCaps } from './key-caps.tsx';
import { IS_MAC } from './platform.ts';

interface Props extends Omit<ComponentProps<'button'>, 'className' | 'type'> {
  readonly look?: 'plain' | 'primary' | 'quiet';
  readonly icon?: ReactNode;
  /** The key that does the same, as commands declare it (`Mod+z`), shown so that it is learnt. */
  readonly hint?: string;
  readonly submit?: boolean;
}

export function Button({ look = 'plain', icon, hint, submit = false, children, ...rest }: Props) {
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={`${css['button']} ${css[look]}`}
      aria-keyshortcuts={hint ? ariaKeys([hint], IS_MAC) : undefined}
    >
      {icon}
      {children}
      {hint ? (
        <span aria-hidden className={css['hint']}>
          <KeyCaps stroke={hint} />
        </span>
      ) : null}
    </button>
  );
}
