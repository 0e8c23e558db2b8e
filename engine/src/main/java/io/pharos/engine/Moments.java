package io.pharos.engine;

/** When, by time alone, something may become another. */
interface Moments {
    Moments NONE = (_, _) -> Profile.NEVER;

    /**
     * The first moment after {@code after}, in milliseconds; {@link Profile#NEVER} if there is none. There may be moments at
     * which nothing changes after all, but none is left out.
     */
    long next(Frame frame, long after);

    default Moments and(Moments others) {
        if (equals(NONE) || others.equals(NONE)) {
            return equals(NONE) ? others : this;
        }
        return (frame, after) -> Math.min(next(frame, after), others.next(frame, after));
    }
}
