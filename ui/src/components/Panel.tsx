import { useId, type ReactNode } from 'react';
import classes from './Panel.module.css';

/** A titled part of a screen. */
export function Panel({
  title,
  aside,
  children,
  className = '',
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
}) {
  const heading = useId();
  return (
    <section className={`${classes.panel} ${className}`} aria-labelledby={heading}>
      <header className={classes.header}>
        <h2 id={heading} className={classes.title}>
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
