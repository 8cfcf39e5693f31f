import type { ButtonHTMLAttributes, JSX, ReactNode } from 'react';
import styles from './button.module.css';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'plain' | 'filled' | 'quiet';
  small?: boolean;
  before?: ReactNode;
  after?: ReactNode;
}

/** The button of the first load: looks like Mantine's, of which the first list shall not have to wait. */
export function Button({ look = 'plain', small, before, after, className, children, ...rest }: Props): JSX.Element {
  return (
    <button
      type="button"
      {...rest}
      className={[styles.button, className].join(' ')}
      data-look={look}
      data-small={small || undefined}
    >
      {before}
      {children}
      {after}
    </button>
  );
}

/** A square button that shows only an icon; `aria-label` names it. */
export function IconButton({
  className,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { 'aria-label': string }): JSX.Element {
  return <button type="button" {...rest} className={[styles.icon, className].join(' ')} />;
}
