package io.pharos.server.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON as bytes. */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final int USUAL_SIZE = 512;

    private Json() {}

    public static byte[] bytes(Consumer<JsonGenerator> writer) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            writer.accept(json);
        }
        return bytes.toByteArray();
    }

    public static Buffer of(Consumer<JsonGenerator> writer) {
        return Buffer.buffer(bytes(writer));
    }

    /** The same with a line end. */
    public static byte[] line(Consumer<JsonGenerator> writer) {
        var json = bytes(writer);
        var line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }
}
