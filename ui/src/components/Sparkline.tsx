import { peak, sparkline } from './sparkline';
import classes from './Sparkline.module.css';

const WIDTH = 300;
const HEIGHT = 44;

/** How a number went lately. It starts at zero, since its area means amount. */
export function Sparkline({ values, slots, label }: { values: readonly number[]; slots: number; label: string }) {
  const { line, area } = sparkline(values, slots, WIDTH, HEIGHT);
  return (
    <svg
      className={classes.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}, at most ${peak(values)}`}
    >
      <path className={classes.area} d={area} />
      <path className={classes.line} d={line} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
