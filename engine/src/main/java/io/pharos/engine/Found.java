package io.pharos.engine;

import io.pharos.model.Value;

/** Values as problems show them: short, and with their type. */
final class Found {
    private static final int LONGEST = 60;

    private Found() {}

    static String inWords(Value value) {
        return switch (value) {
            case Value.Text(var text) -> "\"" + shortened(text) + "\" (text)";
            case Value.Amount amount -> shortened(amount.toString()) + " (number)";
            case Value.Flag(var set) -> set + " (true or false)";
            case Value.Moment moment -> Coercion.text(moment) + " (date)";
            case Value.Items(var items) -> "a list of " + items.size();
            case Value.Tags(var sorted) -> "a set of " + sorted.size();
            case Value.Tally(var entries, var _) -> "a tally of " + entries.size() + " keys";
            case Value.Timeline(var entries) -> "a timeline of " + entries.size();
            case Value.Funnel(var done, var _) -> "a funnel of " + done.size() + " steps done";
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
