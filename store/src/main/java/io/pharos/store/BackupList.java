package io.pharos.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The last entry of a backup: what is in it. A backup without it was cut off.
 *
 * @param program that made it
 */
record BackupList(String program, List<Item> items) {
    static final String NAME = "backup.txt";

    private static final String FORM = "pharos backup 1";
    private static final String PROGRAM = "made by ";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18}) (\\S.*)");
    private static final Pattern SAFE = Pattern.compile("(state/)?[A-Za-z0-9_][A-Za-z0-9._-]*");

    /** @param sha256 in hexadecimal */
    record Item(String name, long bytes, String sha256) {}

    BackupList {
        items = List.copyOf(items);
    }

    byte[] encode() {
        var text = new StringBuilder(FORM + "\n" + PROGRAM + program + "\n");
        items.forEach(item -> text.append(item.sha256())
                .append(' ')
                .append(item.bytes())
                .append(' ')
                .append(item.name())
                .append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IOException if it is none, or of a newer form than this program knows */
    static BackupList decode(byte[] bytes) throws IOException {
        var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (lines.size() < 2 || !lines.getFirst().equals(FORM) || !lines.get(1).startsWith(PROGRAM)) {
            throw new IOException("its list begins with \"" + (lines.isEmpty() ? "" : lines.getFirst())
                    + "\", while this program knows \"" + FORM + "\"");
        }
        var items = new ArrayList<Item>();
        for (var line : lines.subList(2, lines.size())) {
            var found = LINE.matcher(line);
            if (!found.matches() || !SAFE.matcher(found.group(3)).matches()) {
                throw new IOException("its list says \"" + line + "\", which is no file of a backup");
            }
            items.add(new Item(found.group(3), Long.parseLong(found.group(2)), found.group(1)));
        }
        return new BackupList(lines.get(1).substring(PROGRAM.length()), items);
    }
}
