package io.pharos.actions;

import io.pebbletemplates.pebble.extension.writer.SpecializedWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** The text a template makes, and the value it printed last: that of a template that is one expression. */
final class Output extends Writer implements SpecializedWriter {
    private final StringBuilder text = new StringBuilder();
    private final Budget budget;
    private final boolean valueOnly;
    private @Nullable Object value;

    /** @param valueOnly do not make a text of what is printed */
    Output(Budget budget, boolean valueOnly) {
        this.budget = budget;
        this.valueOnly = valueOnly;
    }

    String text() {
        return text.toString();
    }

    @Nullable
    Object value() {
        return value;
    }

    @Override
    public void write(@Nullable Object printed) {
        value = printed;
        if (!valueOnly && printed != null) {
            append(Plain.text(printed, budget));
        }
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        append(new String(characters, offset, length));
    }

    @Override
    public void write(String characters) {
        append(characters);
    }

    private void append(String more) {
        budget.output((long) text.length() + more.length(), more.length());
        text.append(more);
    }

    @Override
    public void writeSpecialized(String printed) {
        write((Object) printed);
    }

    @Override
    public void writeSpecialized(int printed) {
        write((Object) printed);
    }

    @Override
    public void writeSpecialized(long printed) {
        write((Object) printed);
    }

    @Override
    public void writeSpecialized(double printed) {
        write((Object) printed);
    }

    @Override
    public void writeSpecialized(float printed) {
        write((Object) printed);
    }

    @Override
    public void writeSpecialized(short printed) {
        write((Object) printed);
    }

    @Override
    public void writeSpecialized(byte printed) {
        write((Object) printed);
    }

    @Override
    public void writeSpecialized(char printed) {
        write((Object) String.valueOf(printed));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
