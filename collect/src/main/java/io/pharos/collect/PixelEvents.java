package io.pharos.collect;

import io.pharos.model.Source;
import io.pharos.model.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the one event of a plain pixel: from its query, and from the form or object that a page posts to it. What describes an
 * event in Pharos's own form does so here; all else are properties.
 */
final class PixelEvents {
    private static final Set<String> DESCRIBING = Set.of("event", "visitor", "id", "time");

    private final Sources sources;

    PixelEvents(Sources sources) {
        this.sources = sources;
    }

    /** @throws Refused if the body cannot be read, or if the path names no source that pages send to */
    List<Draft> read(byte[] body, Request request) {
        var source = source(request);
        var draft = new Draft("event");
        QueryValue.each(request.query(), (name, value) -> field(name, value, draft));
        if (Form.isJson(body)) {
            Json.read(body, json -> read(json, draft));
        } else {
            QueryValue.each(Form.fields(body), (name, value) -> field(name, value, draft));
        }
        if (draft.name == null) {
            draft.name = SegmentCall.UNNAMED;
            draft.note("event.missing", ".event", "nothing", "what happened", "It was kept as \"" + draft.name + "\".");
        }
        draft.source = source.name();
        return List.of(draft);
    }

    private Source source(Request request) {
        var name = request.path("source").orElse("");
        var source = sources.named(name)
                .filter(known -> known.kind().isSentByVisitors())
                .orElseThrow(() -> Refused.request(
                        Collected.UNAUTHORISED,
                        "request.unknown-source",
                        "path",
                        Json.found(name),
                        "a source that pages send to, of kind web, segment, tealium or snowplow",
                        ""));
        Senders.requireAllowedOrigin(source, request);
        return source;
    }

    private static void read(JsonParser json, Draft draft) {
        if (!Field.isObject(json, draft)) {
            return;
        }
        var reader = new PropertyReader(json, draft, ".");
        for (var key = json.nextName(); key != null; key = json.nextName()) {
            var token = json.nextToken();
            if (token.isScalarValue() && token != JsonToken.VALUE_NULL && DESCRIBING.contains(key)) {
                field(key, new Value.Text(json.getString()), draft);
            } else {
                reader.property(key);
            }
        }
    }

    private static void field(String name, Value value, Draft draft) {
        var text = Field.text(value).orElse(null);
        switch (name) {
            case "event" -> draft.name = text;
            case "visitor" -> draft.visitor = text;
            case "id" -> draft.id = text;
            case "time" -> time(text, draft);
            default -> Field.keep(name, value, draft);
        }
    }

    private static void time(@Nullable String text, Draft draft) {
        if (text == null) {
            return;
        }
        var time = Times.iso(text).or(() -> Numbers.whole(text).flatMap(Times::millis));
        time.ifPresentOrElse(at -> draft.time = at, () -> draft.unreadableTime(".time", Json.found(text)));
    }
}
