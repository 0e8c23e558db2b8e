import { Button, Drawer } from '@mantine/core';
import { Link } from 'react-router';
import { Time } from '@/components/Time';
import { identifierOf, visitorPath } from '@/lib/identifier';
import type { Row } from '@/lib/live/feed';
import { written } from '@/lib/values';
import { EffectMark } from './EffectMark';
import classes from './EventDrawer.module.css';
import { Mark } from './Mark';

/** All there is to know about one event. */
export function EventDrawer({ row, onClose }: { row: Row | null; onClose: () => void }) {
  return (
    <Drawer
      opened={row !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={row?.received.event.event ?? ''}
      closeButtonProps={{ 'aria-label': 'Close the event' }}
    >
      {row !== null && <Details row={row} />}
    </Drawer>
  );
}

function Details({ row }: { row: Row }) {
  const { event, profile, late, problems } = row.received;
  return (
    <div className={classes.details}>
      <dl className={classes.facts}>
        <Fact name="Time">
          <Time at={event.time} as="clock" /> {late && <Mark tone="warn">late</Mark>}
        </Fact>
        <Fact name="Visitor">{profile}</Fact>
        <Fact name="Source">{event.source}</Fact>
        <Fact name="Event id">
          <span className="mono">{event.id}</span>
        </Fact>
      </dl>
      <Button component={Link} to={visitorPath(identifierOf(profile))} variant="default">
        Open the visitor
      </Button>
      {row.effects.length > 0 && (
        <Part title="What it brought about">
          <div className={classes.effects}>
            {row.effects.map((effect, i) => (
              <EffectMark key={i} effect={effect} />
            ))}
          </div>
        </Part>
      )}
      {problems.length > 0 && (
        <Part title="Problems">
          {problems.map((problem) => (
            <p key={`${problem.where} ${problem.code}`} className={classes.problem}>
              <b>{problem.where}</b>: found {problem.found}, expected {problem.expected}. {problem.hint}
            </p>
          ))}
        </Part>
      )}
      <Part title="Properties">
        {Object.keys(event.attributes).length === 0 && <p className="soft">It carries none.</p>}
        <dl className={classes.facts}>
          {Object.entries(event.attributes).map(([name, value]) => (
            <Fact key={name} name={name}>
              {written(value)}
            </Fact>
          ))}
        </dl>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt className="soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
