package io.pharos.engine;

/**
 * When time alone next changes what some condition says.
 *
 * @param moment in milliseconds; {@link Profile#NEVER} if it never does
 * @param certain whether it does; if not, nothing changes before that moment, and then it has to be looked for again
 */
record Flip(long moment, boolean certain) {
    static final Flip NEVER = new Flip(Profile.NEVER, true);
}
