package io.pharos.server.access;

import java.util.Set;

/**
 * Who sent a request.
 *
 * @param name for logs and the console; never a secret
 * @param bySession whether a browser sent the proof by itself, so that a foreign page could have caused the request
 */
public record Caller(String name, Role role, Set<Scope> scopes, boolean bySession) {
    private static final Set<Scope> EVERYTHING = Set.of(Scope.values());

    public static final Caller NOBODY = new Caller("nobody", Role.PUBLIC, Set.of(), false);

    public static Caller key(String name, Role role) {
        return new Caller(name, role, EVERYTHING, false);
    }

    public static Caller user(String name, Role role) {
        return new Caller(name, role, EVERYTHING, true);
    }

    public boolean isKnown() {
        return role != Role.PUBLIC;
    }

    public boolean may(Scope scope, Role needed) {
        return needed == Role.PUBLIC || (role.covers(needed) && scopes.contains(scope));
    }
}
