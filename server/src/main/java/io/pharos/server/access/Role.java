package io.pharos.server.access;

/** What a person or a key may do; each role may do what those before it may. */
public enum Role {
    /** Nobody in particular: the route checks for itself whom it serves. */
    PUBLIC,
    VIEWER,
    EDITOR,
    PUBLISHER,
    ADMIN;

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** As it is written in answers and in the description of the interface. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
