package io.pharos.collect;

import io.pharos.model.Identification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The cookie that stands for a visitor where the client makes no id of its own. It is read where an event names no visitor, and
 * set for a request that has neither. An event that names somebody by other means goes without the id in the cookie that it
 * sets: a server would get a new one for every request, since it keeps none.
 */
final class VisitorCookies {
    private static final String SNOWPLOW = "sp";
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final Identification identification;

    VisitorCookies(Identification identification) {
        this.identification = identification;
    }

    /** Gives visitors to drafts of Snowplow, unless the tracker asks to leave people unknown. Returns what is to be set. */
    Optional<Collected.Cookie> snowplow(List<Draft> drafts, Request request, Supplier<String> madeIds) {
        if (request.header("SP-Anonymous").isPresent()) {
            return Optional.empty();
        }
        var sent = sent(SNOWPLOW, request)
                .map(CookieText::decode)
                .filter(id -> !id.isBlank() && id.length() <= Identification.LONGEST);
        return visitors(drafts, sent, madeIds)
                .map(made -> new Collected.Cookie(SNOWPLOW, CookieText.encode(made), LIFETIME));
    }

    /** The same for the drafts of one of Tealium's pixels, which says in its parameters what is to become of its cookie. */
    Optional<Collected.Cookie> tealium(List<Draft> drafts, Request request, Supplier<String> madeIds) {
        var draft = drafts.getFirst();
        if (draft.isRejected()) {
            return Optional.empty();
        }
        var sent = sent(TealiumCookie.NAME, request).map(TealiumCookie::read).orElse(TealiumCookie.EMPTY);
        var pair = TealiumEvents.pair(draft);
        var override = TealiumEvents.parameter(TealiumEvents.OVERRIDE, draft);
        if (override.isPresent()) {
            return override.filter(id -> id.length() <= Identification.LONGEST)
                    .map(id -> sent.with(pair, id).toSet(LIFETIME));
        }
        if (TealiumEvents.isTrue("tealium_delete_3rd_party_vid_cookies", draft)) {
            return sent.id(pair).map(_ -> sent.without(pair).toSet(LIFETIME));
        }
        if (TealiumEvents.isTrue("tealium_skip_3rd_party_vid_cookies", draft)) {
            return Optional.empty();
        }
        return visitors(drafts, sent.id(pair), madeIds)
                .map(made -> sent.with(pair, made).toSet(LIFETIME));
    }

    /** Returns an id if one is to be kept from now on. */
    private Optional<String> visitors(List<Draft> drafts, Optional<String> sent, Supplier<String> madeIds) {
        var unknown = drafts.stream()
                .filter(draft -> draft.visitor == null && !draft.isRejected())
                .toList();
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        var hasNone = sent.isEmpty() && drafts.stream().allMatch(draft -> draft.visitor == null);
        var id = sent.orElseGet(madeIds);
        for (var draft : unknown) {
            if (sent.isPresent() || !identification.isSomebodys(draft.properties)) {
                draft.visitor = id;
            }
        }
        return hasNone ? Optional.of(id) : Optional.empty();
    }

    /** The value of a cookie as it was sent. */
    private static Optional<String> sent(String name, Request request) {
        for (var cookie : request.header("Cookie").orElse("").split(";")) {
            var equals = cookie.indexOf('=');
            if (equals > 0 && cookie.substring(0, equals).strip().equals(name)) {
                return Optional.of(cookie.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }
}
