import { EventStream } from './EventStream';
import { Figures } from './Figures';
import { Groups } from './Groups';
import { Happenings } from './Happenings';
import classes from './Overview.module.css';

/** Is it healthy, and what happens: figures on top, the events as they come, and what they bring about beside them. */
export function Overview() {
  return (
    <>
      <h1>Overview</h1>
      <Figures />
      <div className={classes.columns}>
        <EventStream />
        <div className={classes.aside}>
          <Groups />
          <Happenings />
        </div>
      </div>
    </>
  );
}
