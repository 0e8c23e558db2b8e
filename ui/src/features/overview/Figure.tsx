import type { ReactNode } from 'react';
import classes from './Figures.module.css';

/** One number with its name and unit, and how it went lately. */
export function Figure({
  name,
  value,
  note,
  title,
  chart,
  chartNote,
}: {
  name: string;
  value: string;
  note: ReactNode;
  title?: string;
  chart?: ReactNode;
  chartNote?: string;
}) {
  return (
    <div className={`${classes.figure} ${chart === undefined ? '' : classes.wide}`}>
      <dt className="soft">{name}</dt>
      <dd className={classes.words}>
        <span className={`${classes.value} number`} title={title}>
          {value}
        </span>{' '}
        <span className="soft">{note}</span>
      </dd>
      {chart !== undefined && (
        <dd className={classes.chart}>
          {chart}
          <span className="soft">{chartNote}</span>
        </dd>
      )}
    </div>
  );
}
