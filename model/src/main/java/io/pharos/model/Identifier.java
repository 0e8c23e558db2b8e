package io.pharos.model;

import java.util.Comparator;

/**
 * A value by which a visitor is known.
 *
 * @param kind {@link #ANONYMOUS}, or the name of an {@link Workspace.IdentifierKind}
 * @param value normalised as its kind says
 */
public record Identifier(String kind, String value) implements Comparable<Identifier> {
    public static final String ANONYMOUS = "anonymous";

    /** The order of {@code kind:value} by code point. */
    private static final Comparator<Identifier> ORDER = Comparator.comparing(Identifier::toString, Value.BY_CODE_POINT);

    public static Identifier anonymous(String visitor) {
        return new Identifier(ANONYMOUS, visitor);
    }

    /** Whether it is that of a device, rather than what somebody is called. */
    public boolean isAnonymous() {
        return kind.equals(ANONYMOUS);
    }

    @Override
    public int compareTo(Identifier other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + ":" + value;
    }
}
