package io.pharos.actions;

/** A template met data, or asked for an amount of work, that it cannot be rendered with. The message is for its author. */
final class Unrenderable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unrenderable(String message) {
        super(message);
    }

    Unrenderable(String message, Throwable cause) {
        super(message, cause);
    }
}
