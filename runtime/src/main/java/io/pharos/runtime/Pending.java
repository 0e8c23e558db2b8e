package io.pharos.runtime;

/** Stands in for what is being written; goes with the first host that runs. */
final class Pending {
    private Pending() {}

    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"}) // gone with the first host
    static <T> T yet() {
        throw new UnsupportedOperationException("not written yet");
    }
}
