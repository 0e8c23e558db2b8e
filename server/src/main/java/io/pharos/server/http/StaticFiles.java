package io.pharos.server.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Files of a folder on the class path, kept in memory, also compressed. */
public final class StaticFiles {
    private static final Map<String, String> MEDIA_TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"));
    private static final int WORTH_COMPRESSING = 1_024;

    private final String folder;
    private final Map<String, File> files = new ConcurrentHashMap<>();

    private record File(String mediaType, String tag, Buffer plain, Optional<Buffer> compressed) {}

    /** @param folder on the class path, such as {@code ui} */
    public StaticFiles(String folder) {
        this.folder = folder;
    }

    /** Answers with the file; false if there is none of that name. */
    public boolean answer(Call call, String name) {
        if (!safe(name)) {
            return false;
        }
        var file = files.computeIfAbsent(name, this::load);
        if (file == null) {
            return false;
        }
        answer(call, file);
        return true;
    }

    private static void answer(Call call, File file) {
        call.header("ETag", file.tag());
        call.header("Vary", "Accept-Encoding");
        if (call.header("If-None-Match").filter(file.tag()::equals).isPresent()) {
            call.empty(304);
            return;
        }
        var zips = call.header("Accept-Encoding").orElse("").contains("gzip");
        if (zips && file.compressed().isPresent()) {
            call.header("Content-Encoding", "gzip");
            call.answer(200, file.mediaType(), file.compressed().get());
        } else {
            call.answer(200, file.mediaType(), file.plain());
        }
    }

    /** Names of files we could have made: no way up, no hidden files, no oddities of the class path. */
    private static boolean safe(String name) {
        return !name.isEmpty()
                && name.matches("[A-Za-z0-9_\\-./]+")
                && !name.contains("..")
                && !name.contains("//")
                && !name.startsWith("/")
                && !name.startsWith(".")
                && !name.contains("/.");
    }

    /** Null if there is none, so that nothing is remembered of names that somebody made up. */
    private @Nullable File load(String name) {
        var mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (mediaType == null) {
            return null;
        }
        try (var stream = StaticFiles.class.getClassLoader().getResourceAsStream(folder + "/" + name)) {
            if (stream == null) {
                return null;
            }
            var bytes = stream.readAllBytes();
            return new File(mediaType, tag(bytes), Buffer.buffer(bytes), compressed(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + " from the class path", e);
        }
    }

    private static Optional<Buffer> compressed(byte[] bytes) throws IOException {
        if (bytes.length < WORTH_COMPRESSING) {
            return Optional.empty();
        }
        var zipped = new ByteArrayOutputStream(bytes.length / 2);
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        }
        return zipped.size() < bytes.length ? Optional.of(Buffer.buffer(zipped.toByteArray())) : Optional.empty();
    }

    private static String tag(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"'
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 22)
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
