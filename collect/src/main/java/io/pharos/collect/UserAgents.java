package io.pharos.collect;

import io.pharos.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adds to events what their user agents say. That is the text which an event carries as a property; else, for sources that
 * pages, mails and apps send to themselves, the header of the request, which is then kept with the event as {@code user_agent}.
 * What a client says by itself under the same name stays. Safe to use from any thread.
 *
 * <p>What has been read is remembered, so that an event costs a fifth of a microsecond here, most of it for the properties
 * that it gains; a text seen for the first time costs most of a millisecond.
 */
final class UserAgents {
    private static final String KEPT = "user_agent";
    private static final String HEADER = "User-Agent";

    /** What clients call it: Pharos's own form, Tealium's, and that of the Segment family. */
    private static final List<String> NAMES = List.of(KEPT, "useragent", "context.userAgent");

    private final Sources sources;

    // Two generations: what is in use moves on to the young one, and the old one is dropped when the young one is full.
    private volatile Map<String, UserAgent> young = new ConcurrentHashMap<>();
    private volatile Map<String, UserAgent> old = Map.of();

    UserAgents(Sources sources) {
        this.sources = sources;
    }

    void describe(Draft draft, Request request) {
        if (draft.isRejected()) {
            return;
        }
        var carried = carried(draft);
        if (carried.isPresent()) {
            add(read(carried.get()), draft);
        } else if (speaksForItsVisitor(draft, request)) {
            request.header(HEADER).map(UserAgents::cut).ifPresent(text -> {
                var agent = read(text);
                if (!agent.saysNothing()) {
                    draft.properties.putIfAbsent(KEPT, new Value.Text(text));
                    add(agent, draft);
                }
            });
        }
    }

    private static Optional<String> carried(Draft draft) {
        for (var name : NAMES) {
            var text = Field.text(draft.properties.get(name));
            if (text.isPresent()) {
                return text.map(UserAgents::cut);
            }
        }
        return Optional.empty();
    }

    /** A server's requests, and those that an administrator makes, are not the visitor's. */
    private boolean speaksForItsVisitor(Draft draft, Request request) {
        if (request.trusted()) {
            return false;
        }
        var source = Optional.ofNullable(draft.source).flatMap(sources::named);
        return source.filter(known -> known.kind().isSentByVisitors()).isPresent();
    }

    private static void add(UserAgent agent, Draft draft) {
        var ownBrowser = draft.properties.containsKey("browser");
        agent.properties().forEach((property, value) -> {
            // The version is that of the browser found here, which may be another than the client says.
            if (!ownBrowser || !property.equals("browser_version")) {
                draft.properties.putIfAbsent(property, value);
            }
        });
        if (agent.crawler()) {
            draft.mark(Marks.BOT);
        }
    }

    private UserAgent read(String text) {
        var known = young.get(text);
        if (known != null) {
            return known;
        }
        var remembered = old.get(text);
        var agent = remembered == null ? UserAgent.read(text) : remembered;
        if (young.size() >= Limits.USER_AGENTS) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
        young.put(text, agent);
        return agent;
    }

    private static String cut(String text) {
        return text.length() <= Limits.USER_AGENT_LENGTH ? text : text.substring(0, Limits.USER_AGENT_LENGTH);
    }
}
