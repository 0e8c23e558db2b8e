package io.pharos.collect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client put on the wire, as the server hands it over. The body is not copied and must not be changed while the
 * request is collected.
 *
 * @param path the named parts of the path, decoded
 * @param query decoded names and values, in the order sent
 * @param body the bytes as received, still compressed
 * @param trusted the caller showed an administrator's key in {@code Authorization} and may name any source
 * @param address of the client, in numbers; empty if it is not known. Looked for only where it may be kept
 */
@SuppressWarnings("ArrayRecordComponent") // A body is handed over once and never compared; copying it would cost.
public record Request(
        Protocol protocol,
        Map<String, String> path,
        List<Map.Entry<String, String>> query,
        Headers headers,
        byte[] body,
        boolean trusted,
        Supplier<Optional<String>> address) {

    /** A request's headers; names are compared without regard to case. */
    @FunctionalInterface
    public interface Headers {
        /** The first value of the header; null if it was not sent. */
        @Nullable
        String first(String name);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.first(name));
    }

    /** A named part of the path; empty if the path has none of that name. */
    Optional<String> path(String name) {
        return Optional.ofNullable(path.get(name));
    }

    Optional<String> query(String name) {
        for (var parameter : query) {
            if (parameter.getKey().equals(name)) {
                return Optional.of(parameter.getValue());
            }
        }
        return Optional.empty();
    }
}
