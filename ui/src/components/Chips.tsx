import classes from './Chips.module.css';

/** A list as chips. */
export function Chips({ values }: { values: readonly string[] }) {
  return (
    <ul className={classes.chips}>
      {values.map((value, i) => (
        <li key={`${value} ${i}`} className={classes.chip}>
          {value}
        </li>
      ))}
    </ul>
  );
}
