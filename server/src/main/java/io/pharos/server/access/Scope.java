package io.pharos.server.access;

/** The part of the server a route belongs to; a key can be limited to some of them. */
public enum Scope {
    COLLECT("collect"),
    PROFILES_READ("profiles:read"),
    PROFILES_WRITE("profiles:write"),
    VIEWS_READ("views:read"),
    LIVE_READ("live:read"),
    DELIVERIES_READ("deliveries:read"),
    DELIVERIES_WRITE("deliveries:write"),
    WORKSPACE_READ("workspace:read"),
    WORKSPACE_WRITE("workspace:write"),
    SESSION("session"),
    OPERATIONS("operations"),
    DOCUMENTATION("documentation"),
    CONSOLE("console"),
    ADMIN("admin");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** As it is written in keys and in the description of the interface. */
    public String word() {
        return word;
    }
}
