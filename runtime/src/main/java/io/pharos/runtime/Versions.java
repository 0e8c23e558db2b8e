package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Every version ever published, by its number, and the bytes it is kept as. */
final class Versions {
    private static final int FORM = 1;

    private Versions() {}

    /** @param fingerprint of what profiles were folded by under it */
    record Row(Publication publication, long fingerprint) {
        byte[] key() {
            return Versions.key(publication.number());
        }

        byte[] encode() {
            var to = new ByteWriter(1024).fixed(fingerprint);
            write(publication, to);
            return to.toBytes();
        }

        static Row decode(byte[] bytes) {
            var from = new ByteReader(bytes);
            var fingerprint = from.fixed();
            var publication = read(from);
            from.end();
            return new Row(publication, fingerprint);
        }
    }

    static Optional<Row> of(Rows rows, long number) {
        return rows.get(Family.VERSIONS, key(number)).map(Row::decode);
    }

    /** Hands out versions, latest first, one at a time since their files may be large, for as long as {@code each} wants more. */
    static void latestFirst(State.View rows, Predicate<Row> each) {
        rows.scanBack(Family.VERSIONS, Keys.FIRST, Keys.behind(Keys.FIRST), (_, row) -> each.test(Row.decode(row)));
    }

    static void write(Publication publication, ByteWriter to) {
        to.one(FORM)
                .count(publication.number())
                .fixed(publication.at().toEpochMilli())
                .count(publication.base())
                .text(publication.who())
                .text(publication.note())
                .one(publication.folder().isPresent() ? 1 : 0);
        publication.folder().ifPresent(to::text);
        to.one(publication.fire() ? 1 : 0).count(publication.files().size());
        publication.files().forEach((name, text) -> to.text(name).text(text));
    }

    /** @throws IllegalArgumentException if the bytes are damaged, or of a newer form than this program knows */
    static Publication read(ByteReader from) {
        var form = from.one();
        if (form != FORM) {
            throw from.damaged("a publication of form " + form + "; this program knows form " + FORM);
        }
        var number = from.count();
        var at = Instant.ofEpochMilli(from.fixed());
        var base = from.count();
        var who = from.text();
        var note = from.text();
        var folder = from.one() == 1 ? Optional.of(from.text()) : Optional.<String>empty();
        var fire = from.one() == 1;
        var files = new TreeMap<String, String>();
        for (var left = from.size(); left > 0; left--) {
            files.put(from.text(), from.text());
        }
        return new Publication(number, at, base, who, note, folder, fire, files);
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
