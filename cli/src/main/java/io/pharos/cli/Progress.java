package io.pharos.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Locale;

/** A bar on a terminal that shows how much of something is done; nothing where nobody looks. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final long EVERY_NANOS = 100_000_000;

    private final PrintWriter out;
    private final boolean shown;
    private final String what;
    private final long total;
    private long done;
    private long drawn;

    private Progress(PrintWriter out, boolean shown, String what, long total) {
        this.out = out;
        this.shown = shown;
        this.what = what;
        this.total = total;
    }

    static Progress of(PrintWriter out, String what, long total) {
        return new Progress(out, onTerminal() && total > 0, what, total);
    }

    @SuppressWarnings("SystemConsoleNull") // it is null where java.base provides the console
    private static boolean onTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /** Counts what is read of {@code bytes}; a file that is read twice begins again. */
    InputStream watch(InputStream bytes) {
        done = 0;
        return new FilterInputStream(bytes) {
            @Override
            public int read() throws IOException {
                var one = super.read();
                advance(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                var read = super.read(into, offset, length);
                advance(Math.max(read, 0));
                return read;
            }
        };
    }

    private void advance(int bytes) {
        reach(done + bytes);
    }

    /** So much is done. */
    void reach(long much) {
        done = much;
        var now = System.nanoTime();
        if (shown && now - drawn > EVERY_NANOS) {
            drawn = now;
            draw();
        }
    }

    private void draw() {
        var share = Math.min(1.0, (double) done / total);
        var full = (int) (share * WIDTH);
        out.print(String.format(
                Locale.ROOT, "\r%s [%s%s] %3.0f %%", what, "#".repeat(full), " ".repeat(WIDTH - full), share * 100));
        out.flush();
    }

    /** Wipes the bar. */
    @Override
    public void close() {
        if (shown) {
            out.print("\r" + " ".repeat(what.length() + WIDTH + 10) + "\r");
            out.flush();
        }
    }
}
