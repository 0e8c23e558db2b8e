import { Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import classes from './VisitorSearch.module.css';

/** Finds a visitor from anywhere; the page it leads to tries every kind of identifier. */
export function VisitorSearch() {
  const [value, setValue] = useState('');
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const search = (event: FormEvent) => {
    event.preventDefault();
    if (value.trim() !== '') {
      void navigate(`/visitors?value=${encodeURIComponent(value.trim())}`);
      setValue('');
      field.current?.blur(); // so that the next key is a shortcut again
    }
  };
  return (
    <form role="search" className={classes.search} onSubmit={search}>
      <TextInput
        ref={field}
        id="visitor-search"
        aria-label="Find a visitor by any identifier"
        placeholder="Find a visitor by any identifier"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd aria-hidden>/</Kbd>}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
    </form>
  );
}
