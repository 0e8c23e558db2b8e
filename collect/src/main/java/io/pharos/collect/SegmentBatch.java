package io.pharos.collect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the calls of Segment's clients and of those that speak like them: one by itself, or many with what they share.
 *
 * @see <a href="https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/">Segment HTTP API</a>
 */
final class SegmentBatch {
    private final List<SegmentCall> calls = new ArrayList<>();
    private final Draft context = new Draft("request");
    private @Nullable Instant sentAt;
    private @Nullable String writeKey;
    private boolean hasCalls;

    private SegmentBatch() {}

    /** @throws Refused if the body is no JSON object, or a batch without calls */
    static List<Draft> read(byte[] body, Protocol protocol) {
        var batch = new SegmentBatch();
        Json.read(body, json -> {
            requireObject(json);
            if (protocol == Protocol.SEGMENT_BATCH) {
                batch.read(json);
            } else {
                batch.readSingle(json, protocol.segmentType());
            }
        });
        Refused.requireFew(batch.calls.size(), batch.context);
        return batch.calls.stream().map(call -> call.draft(batch)).toList();
    }

    @Nullable
    Instant sentAt() {
        return sentAt;
    }

    @Nullable
    String writeKey() {
        return writeKey;
    }

    /** What each call's context has in common. */
    Draft context() {
        return context;
    }

    private void readSingle(JsonParser json, String type) {
        var call = SegmentCall.single(type);
        calls.add(call);
        call.read(json);
    }

    private void read(JsonParser json) {
        for (var key = json.nextName(); key != null; key = json.nextName()) {
            json.nextToken();
            switch (key) {
                case "batch" -> readCalls(json);
                case "context" -> Field.properties(json, context, ".context.", "context.");
                case "sentAt" -> sentAt = Field.time(json, context, ".sentAt");
                case "writeKey" -> writeKey = Field.text(json, context, ".writeKey");
                // Counters and settings of the transport, such as "sequence".
                default -> json.skipChildren();
            }
        }
        if (!hasCalls) {
            throw Refused.request(
                    Collected.BAD_REQUEST,
                    "request.no-batch",
                    "body",
                    "no array \"batch\"",
                    "the calls in \"batch\"",
                    "");
        }
    }

    private void readCalls(JsonParser json) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        hasCalls = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Refused.requireFew(calls.size());
            var call = SegmentCall.inBatch(calls.size());
            calls.add(call);
            call.read(json);
        }
    }

    private static void requireObject(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Refused.request(
                    Collected.BAD_REQUEST, "request.wrong-type", "body", Json.found(json), "an object", "");
        }
    }
}
