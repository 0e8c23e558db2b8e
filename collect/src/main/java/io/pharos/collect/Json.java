package io.pharos.collect;

import io.pharos.model.Problem;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Opens bodies as JSON, and says where they are none. */
final class Json {
    /**
     * Lengths are bounded by the body's and checked where a value is read, so that one bad value costs only itself; the
     * depth is bounded here, since it could cost the stack.
     */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();

    private static final int FOUND_LENGTH = 60;

    private Json() {}

    /**
     * Lets {@code reader} read a body from its first token to the last of its one value.
     *
     * @throws Refused if the body is not one JSON value
     */
    static void read(byte[] body, Consumer<JsonParser> reader) {
        try (var json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (json.nextToken() == null) {
                throw Refused.request(
                        Collected.BAD_REQUEST,
                        "request.empty",
                        "body",
                        "nothing",
                        "JSON",
                        "Send the events in the body.");
            }
            reader.accept(json);
            if (json.nextToken() != null) {
                throw notJson(json.currentTokenLocation(), "more after the end of the JSON value", "one JSON value");
            }
        } catch (JacksonException fault) {
            throw refused(fault);
        }
    }

    private static Refused refused(JacksonException fault) {
        var at = fault.getLocation();
        return switch (fault) {
            case UnexpectedEndOfInputException _ ->
                notJson(at, "the end of the body", "the rest of the JSON; it was cut off");
            case StreamConstraintsException _ ->
                notJson(
                        at,
                        fault.getOriginalMessage(),
                        "at most " + Limits.DEPTH + " objects and arrays in one another");
            default -> notJson(at, fault.getOriginalMessage(), "JSON");
        };
    }

    private static Refused notJson(@Nullable TokenStreamLocation known, String found, String expected) {
        var at = known == null ? TokenStreamLocation.NA : known;
        var place = new Problem.Place("", at.getLineNr(), at.getColumnNr(), "body, " + place(at));
        return new Refused(
                Collected.BAD_REQUEST, new Problem("request.not-json", place, shortened(found), expected, ""));
    }

    private static String place(TokenStreamLocation at) {
        return "line " + at.getLineNr() + " column " + at.getColumnNr();
    }

    /** The value the parser stands at as compact JSON, its numbers as sent; the parser stands at its end afterwards. */
    static String text(JsonParser json) {
        var text = new StringWriter();
        try (var out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            var depth = 0;
            do {
                var token = json.currentToken();
                if (token.isNumeric()) {
                    out.writeNumber(json.getString());
                } else {
                    out.copyCurrentEvent(json);
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0 && json.nextToken() != null);
        }
        return text.toString();
    }

    /** The value the parser stands at, as a person would name it. */
    static String found(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> found(json.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> shortened(json.getString()) + " (number)";
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NULL -> "null";
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT -> "no value";
        };
    }

    static String found(String text) {
        return text.isEmpty() ? "empty text" : '"' + shortened(text) + "\" (text)";
    }

    static String shortened(String text) {
        return shortened(text, FOUND_LENGTH);
    }

    static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
