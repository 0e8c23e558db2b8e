package io.pharos.engine;

/** Stands in for what is being written; goes with the first engine that folds. */
final class Pending {
    private Pending() {}

    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"}) // gone with the first engine
    static <T> T yet() {
        throw new UnsupportedOperationException("not written yet");
    }
}
