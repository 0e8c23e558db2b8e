package io.pharos.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Tealium visitor id that servers make up of something they know, {@code __ACCOUNT_PROFILE__ATTRIBUTE_VALUE__}: it stands
 * for whoever has that value of the visitor-ID attribute of that number.
 *
 * @see <a href="https://docs.tealium.com/platforms/http-api/endpoint/">Tealium HTTP API, known visitors</a>
 */
record KnownVisitor(String attribute, String value) {
    private static final String EDGE = "__";
    private static final Pattern FORM = Pattern.compile("__.+?__([0-9]{1,10})_(.+)__", Pattern.DOTALL);

    static Optional<KnownVisitor> of(String visitor) {
        // Every event passes here, several times, and nearly none begins so.
        if (!visitor.startsWith(EDGE)) {
            return Optional.empty();
        }
        var parts = FORM.matcher(visitor);
        return parts.matches() ? Optional.of(new KnownVisitor(parts.group(1), parts.group(2))) : Optional.empty();
    }
}
