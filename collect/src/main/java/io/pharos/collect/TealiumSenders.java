package io.pharos.collect;

import io.pharos.model.Source;
import java.util.List;
import java.util.Optional;

/** Says which source a Tealium event comes from: by its data source key, else by its account and profile. */
final class TealiumSenders {
    private final Sources sources;

    TealiumSenders(Sources sources) {
        this.sources = sources;
    }

    /**
     * Names the draft's source, or rejects the draft.
     *
     * @throws Refused if the source does not take events from that page
     */
    void name(Draft draft, Request request) {
        var account = required(TealiumEvents.ACCOUNT, draft);
        var profile = required(TealiumEvents.PROFILE, draft);
        if (account.isEmpty() || profile.isEmpty()) {
            return;
        }
        var pair = new Sources.Pair(account.get(), profile.get());
        var declared = sources.ofPair(pair);
        if (declared.isEmpty()) {
            draft.reject(
                    "event.unknown-account",
                    "." + TealiumEvents.ACCOUNT,
                    "account " + Json.found(pair.account()) + " and profile " + Json.found(pair.profile()),
                    "an account and a profile that a source declares",
                    "Declare a source of kind tealium with them.");
            return;
        }
        var known = Field.text(draft.properties.get(TealiumEvents.DATASOURCE)).flatMap(sources::withKey);
        var source = known.orElse(declared.getFirst());
        Senders.requireAllowedOrigin(source, request);
        draft.source = source.name();
        if (known.isEmpty() && declareKeys(declared)) {
            draft.mark(Marks.UNKNOWN_DATASOURCE);
        }
    }

    boolean declare(Sources.Pair pair) {
        return !sources.ofPair(pair).isEmpty();
    }

    private static boolean declareKeys(List<Source> declared) {
        return declared.stream()
                .flatMap(source -> source.tealium().stream())
                .anyMatch(tealium -> !tealium.keys().isEmpty());
    }

    private static Optional<String> required(String key, Draft draft) {
        var text = Field.text(draft.properties.get(key));
        if (text.isEmpty()) {
            draft.reject("event.missing", "." + key, "nothing", "the " + key.substring("tealium_".length()), "");
        }
        return text;
    }
}
