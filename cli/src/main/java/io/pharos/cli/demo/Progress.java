package io.pharos.cli.demo;

import java.io.PrintWriter;

/** One line that grows while something takes its time; where nobody watches, only its end is written. */
final class Progress {
    private final String what;
    private final long total;
    private final PrintWriter out;

    private final boolean watched = isWatched();

    Progress(String what, long total, PrintWriter out) {
        this.what = what;
        this.total = total;
        this.out = out;
    }

    @SuppressWarnings("SystemConsoleNull") // it is null where java.base provides the console
    private static boolean isWatched() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    void reached(long count) {
        if (watched) {
            out.printf("\r%s … %d %%", what, Math.min(100, 100 * count / Math.max(1, total)));
            out.flush();
        }
    }

    void done(String outcome) {
        out.printf(watched ? "\r%s: %s%n" : "%s: %s%n", what, outcome);
        out.flush();
    }
}
