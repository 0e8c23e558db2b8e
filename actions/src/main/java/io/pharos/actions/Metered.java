package io.pharos.actions;

import java.io.IOException;
import java.io.Writer;

/** Charges a budget for what passes through, which is the whole of one output. */
final class Metered extends Writer {
    private final Writer to;
    private final Budget budget;
    private long written;

    Metered(Writer to, Budget budget) {
        this.to = to;
        this.budget = budget;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        written += length;
        budget.output(written, length);
        to.write(characters, offset, length);
    }

    @Override
    public void flush() throws IOException {
        to.flush();
    }

    @Override
    public void close() throws IOException {
        to.close();
    }
}
