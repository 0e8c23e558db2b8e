import type { ReactNode } from 'react';
import classes from './Mark.module.css';

/** A word that stands out a little. */
export function Mark({
  tone,
  title,
  children,
}: {
  tone: 'good' | 'bad' | 'warn' | 'accent' | 'soft';
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={`${classes.mark} ${classes[tone]}`} title={title}>
      {children}
    </span>
  );
}
