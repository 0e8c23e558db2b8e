package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Value;

/** Values as problems show them, short and with their type, and what was expected in their place. */
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

    /** What an attribute of that type takes. */
    static String expected(Attribute.Type type) {
        return switch (type) {
            case STRING -> "a text, a number, true or false, or a date";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case DATE -> "an ISO date or time, such as 2026-03-01T10:00:00Z";
            case SET_OF_STRINGS -> "a text or a list of texts";
            case TALLY -> "a tally";
            case LIST_OF_STRINGS -> "a list of texts";
            case LIST_OF_NUMBERS -> "a list of numbers";
            case LIST_OF_BOOLEANS -> "a list of true and false";
            case TIMELINE -> "a timeline";
            case FUNNEL -> "a funnel";
        };
    }
}
