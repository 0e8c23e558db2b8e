package io.pharos.collect;

import io.pharos.model.Source;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sources of a workspace, found by what senders know them by. */
final class Sources {
    private final Map<String, Source> byName;
    private final Map<String, Source> byKey = new HashMap<>();
    private final Map<Pair, List<Source>> byPair = new HashMap<>();
    private final Map<String, Source> byApplication = new HashMap<>();
    private final Optional<Source> ofOtherApplications;

    /** A Tealium account and profile. */
    record Pair(String account, String profile) {}

    /** @param madeKeys the keys of sources that declare none, by source */
    Sources(Workspace workspace, Map<String, String> madeKeys) {
        this.byName = workspace.sources();
        var snowplow = byName.values().stream()
                .filter(source -> source.kind() == Source.Kind.SNOWPLOW)
                .toList();
        snowplow.forEach(source -> source.appIds().forEach(id -> byApplication.put(id, source)));
        this.ofOtherApplications =
                snowplow.stream().filter(source -> source.appIds().isEmpty()).findFirst();
        for (var source : byName.values()) {
            source.key()
                    .or(() -> Optional.ofNullable(madeKeys.get(source.name())))
                    .ifPresent(key -> byKey.putIfAbsent(key, source));
            source.tealium().ifPresent(tealium -> {
                tealium.keys().forEach(key -> byKey.putIfAbsent(key, source));
                byPair.computeIfAbsent(new Pair(tealium.account(), tealium.profile()), _ -> new ArrayList<>())
                        .add(source);
            });
        }
    }

    Optional<Source> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Set<String> names() {
        return byName.keySet();
    }

    /** The source of a workspace that has one only. */
    Optional<Source> only() {
        return byName.size() == 1 ? byName.values().stream().findFirst() : Optional.empty();
    }

    Optional<Source> withKey(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The source that takes what a Snowplow tracker of that application sends. */
    Optional<Source> ofApplication(String id) {
        return Optional.ofNullable(byApplication.get(id)).or(() -> ofOtherApplications);
    }

    /** The sources that declare the pair; the first takes the events whose own key says nothing. */
    List<Source> ofPair(Pair pair) {
        return byPair.getOrDefault(pair, List.of());
    }
}
