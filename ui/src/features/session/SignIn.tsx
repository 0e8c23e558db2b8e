import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useSearchParams } from 'react-router';
import { Logo } from '@/components/Logo';
import { api } from '@/lib/http';
import { sessionQuery } from '@/lib/session';
import { refusal, wantedPath } from './model';
import classes from './SignIn.module.css';

export function SignIn() {
  const [search] = useSearchParams();
  const queries = useQueryClient();
  const session = useQuery(sessionQuery);
  const signIn = useMutation({
    mutationFn: (form: FormData) =>
      api.post('session', { user: form.get('user') as string, password: form.get('password') as string }),
    onSuccess: () => queries.invalidateQueries(sessionQuery),
  });
  useDocumentTitle('Sign in · Pharos');

  if (session.data) {
    return <Navigate to={wantedPath(search.get('to'))} replace />;
  }
  return (
    <main className={classes.page}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate(new FormData(event.currentTarget));
        }}
      >
        <div className={classes.product}>
          <Logo size={40} />
          <h1>Sign in to Pharos</h1>
        </div>
        <TextInput
          name="user"
          label="User"
          autoComplete="username"
          defaultValue="admin"
          required
          withAsterisk={false}
        />
        <PasswordInput
          name="password"
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
        />
        <p role="alert" className={classes.refusal}>
          {signIn.isError && refusal(signIn.error)}
        </p>
        <Button type="submit" fullWidth loading={signIn.isPending}>
          Sign in
        </Button>
        <p className={classes.hint}>
          The password was printed when this server first started, unless one was set there.
        </p>
      </form>
    </main>
  );
}
