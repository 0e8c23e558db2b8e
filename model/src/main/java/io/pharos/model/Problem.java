package io.pharos.model;

/**
 * Something in what a person or a client wrote that cannot be taken as it is, said so that they can mend it.
 *
 * @param code stable, such as {@code definition.unknown-name}: for counting and for documentation
 * @param found what stands there
 * @param expected what could stand there
 * @param hint what to do; empty if that is plain
 */
public record Problem(String code, Place place, String found, String expected, String hint) {

    /**
     * Where it stands.
     *
     * @param file relative to the workspace's folder; empty for an event
     * @param line from 1; 0 where there are no lines
     * @param column from 1; 0 where there are no columns
     * @param path names from the outside in, joined by dots, such as {@code segments.vip.if}
     */
    public record Place(String file, int line, int column, String path) {
        public static Place inEvent(String path) {
            return new Place("", 0, 0, path);
        }

        @Override
        public String toString() {
            if (file.isEmpty()) {
                return path;
            }
            return file + (line > 0 ? ":" + line + ":" + column : "") + (path.isEmpty() ? "" : " " + path);
        }
    }

    @Override
    public String toString() {
        return place + ": found " + found + ", expected " + expected + "." + (hint.isEmpty() ? "" : " " + hint);
    }
}
