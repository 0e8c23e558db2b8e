package io.pharos.engine.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists that differ from a list in one place. */
final class Lists {
    private Lists() {}

    static <T> Stream<List<T>> without(List<T> items) {
        return IntStream.range(0, items.size()).mapToObj(index -> {
            var fewer = new ArrayList<>(items);
            fewer.remove(index);
            return List.copyOf(fewer);
        });
    }

    /** One item is replaced by one of the others it may be replaced by. */
    static <T> Stream<List<T>> withOneOf(List<T> items, Function<T, Stream<T>> others) {
        return IntStream.range(0, items.size())
                .boxed()
                .flatMap(index -> others.apply(items.get(index)).map(other -> {
                    var changed = new ArrayList<>(items);
                    changed.set(index, other);
                    return List.copyOf(changed);
                }));
    }
}
