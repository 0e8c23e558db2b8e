package io.pharos.engine;

import io.pharos.engine.Arguments.Argument;
import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import io.pharos.model.Value.Amount;
import io.pharos.model.Value.Items;
import io.pharos.model.Value.Tags;
import io.pharos.model.Value.Tally;
import io.pharos.model.Workspace;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes of values what an attribute can hold: of its type, whole numbers if it asks for them, and within the limits; what
 * is derived takes no room and has none. What does not fit is reported.
 */
final class Fit {
    private final Attribute attribute;
    private final ZoneId zone;
    private final boolean whole;
    private final int longestText;
    private final int mostItems;
    private final Reports reports;

    Fit(Attribute attribute, Workspace workspace) {
        this.attribute = attribute;
        this.zone = workspace.zone();
        this.whole = attribute.shape() instanceof Shape.Whole;
        this.reports = Reports.of(attribute);
        this.longestText =
                reports.derived() ? Integer.MAX_VALUE : workspace.limits().text();
        this.mostItems =
                reports.derived() ? Integer.MAX_VALUE : workspace.limits().items();
    }

    /** Null if nothing of {@code found} can be used. */
    @Nullable
    Value of(Value found, String path, Frame frame) {
        return switch (attribute.type()) {
            case STRING -> {
                var text = Coercion.text(found);
                yield text == null ? refused(found, path, frame) : text(text, found, path, frame);
            }
            case NUMBER -> {
                var amount = Coercion.amount(found);
                yield amount == null ? refused(found, path, frame) : whole(amount);
            }
            case BOOLEAN -> {
                var flag = Coercion.flag(found);
                yield flag == null ? refused(found, path, frame) : flag;
            }
            case DATE -> {
                var moment = Coercion.moment(found, zone);
                yield moment == null ? refused(found, path, frame) : moment;
            }
            case SET_OF_STRINGS -> {
                var texts = Coercion.texts(found);
                yield texts == null
                        ? refused(found, path, frame)
                        : found instanceof Tags && texts.size() <= mostItems
                                ? found
                                : plus(Tags.NONE, texts, path, frame);
            }
            case TALLY -> found instanceof Tally tally ? whole(tally) : refused(found, path, frame);
            case LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS -> {
                var items = Coercion.items(found);
                yield items == null ? refused(found, path, frame) : latest(typed(items, path, frame), path, frame);
            }
            case TIMELINE, FUNNEL -> refused(found, path, frame);
        };
    }

    private @Nullable Value refused(Value found, String path, Frame frame) {
        reports.unusable(frame, path, Found.inWords(found), Found.expected(attribute.type()));
        return null;
    }

    private @Nullable Value text(String text, Value found, String path, Frame frame) {
        if (text.length() <= longestText || text.codePointCount(0, text.length()) <= longestText) {
            return found instanceof Value.Text ? found : new Value.Text(text);
        }
        var length = "a text of " + text.codePointCount(0, text.length()) + " characters";
        if (attribute.scope() == Scope.EVENT) {
            reports.limit(frame, path, length, "at most " + longestText + ": it was cut");
            return new Value.Text(text.substring(0, text.offsetByCodePoints(0, longestText)));
        }
        reports.limit(frame, path, length, "at most " + longestText + ": it was not saved");
        return null;
    }

    /** Rounded, if the attribute wants whole numbers. */
    Amount whole(Amount amount) {
        return whole && amount.amount().scale() > 0
                ? new Amount(amount.amount().setScale(0, RoundingMode.HALF_UP))
                : amount;
    }

    /** Rounded, if the attribute wants whole numbers. */
    Tally whole(Tally tally) {
        if (!whole) {
            return tally;
        }
        var entries = new ArrayList<Tally.Entry>(tally.entries().size());
        for (var entry : tally.entries()) {
            entries.add(
                    entry.amount().scale() > 0
                            ? new Tally.Entry(
                                    entry.key(), entry.amount().setScale(0, RoundingMode.HALF_UP), entry.touched())
                            : entry);
        }
        return new Tally(entries, tally.increases());
    }

    /** The set with more texts, as far as there is room. */
    Tags plus(Tags tags, List<String> texts, String path, Frame frame) {
        var room = mostItems - tags.sorted().size();
        if (texts.size() <= room) {
            return tags.sorted().isEmpty() ? Tags.of(texts) : tags.plus(texts);
        }
        var more = new LinkedHashSet<String>();
        var refused = 0;
        for (var text : texts) {
            if (tags.has(text) || more.contains(text)) {
                continue;
            }
            if (more.size() < room) {
                more.add(text);
            } else {
                refused++;
            }
        }
        reportFull(refused, "texts", path, frame);
        return tags.plus(more);
    }

    /** Whether there is room for the key in the tally, or it is in there. */
    boolean hasRoom(Tally.Sum sum, String key) {
        return sum.size() < mostItems || sum.has(key);
    }

    /** @param refused so many more did not find room; nothing is reported if there are none */
    void reportFull(int refused, String what, String path, Frame frame) {
        if (refused > 0) {
            reports.limit(
                    frame,
                    path,
                    refused + " more " + what + " than there is room for",
                    "at most " + mostItems + " in " + attribute.name());
        }
    }

    /** The list without its first items, if there are too many. */
    Items latest(List<Value> items, String path, Frame frame) {
        if (items.size() <= mostItems) {
            return new Items(items);
        }
        reports.limit(
                frame,
                path,
                items.size() + " items",
                "at most " + mostItems + " in " + attribute.name() + ": the first were dropped");
        return new Items(items.subList(items.size() - mostItems, items.size()));
    }

    /** An operand as items that a list can hold; the others are left out and reported. */
    Argument<List<Value>> items(Operand operand, Arguments arguments) {
        var items = arguments.items(operand);
        var path = reports.path(operand);
        return frame -> {
            var found = items.of(frame);
            return found == null ? null : typed(found, path, frame);
        };
    }

    private List<Value> typed(List<Value> items, String path, Frame frame) {
        if (isTyped(items)) {
            return items;
        }
        var typed = new ArrayList<Value>(items.size());
        Value unusable = null;
        for (var item : items) {
            var value = typed(item);
            if (value != null) {
                typed.add(value);
            } else if (unusable == null) {
                unusable = item;
            }
        }
        if (unusable != null) {
            var others = items.size() - typed.size() - 1;
            var found = Found.inWords(unusable) + (others == 0 ? "" : " and " + others + " more that cannot be used");
            reports.unusable(frame, path, found, Found.expected(attribute.type()));
        }
        return typed;
    }

    private boolean isTyped(List<Value> items) {
        for (var item : items) {
            var isTyped = switch (item) {
                case Value.Text _ -> attribute.type() == Attribute.Type.LIST_OF_STRINGS;
                case Amount _ -> attribute.type() == Attribute.Type.LIST_OF_NUMBERS;
                case Value.Flag _ -> attribute.type() == Attribute.Type.LIST_OF_BOOLEANS;
                case Value.Moment _, Items _, Tags _, Tally _, Value.Timeline _, Value.Funnel _ -> false;
            };
            if (!isTyped) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Value typed(Value item) {
        return switch (attribute.type()) {
            case LIST_OF_STRINGS -> {
                var text = Coercion.text(item);
                yield text == null ? null : new Value.Text(text);
            }
            case LIST_OF_NUMBERS -> Coercion.amount(item);
            case LIST_OF_BOOLEANS -> Coercion.flag(item);
            case STRING, NUMBER, BOOLEAN, DATE, SET_OF_STRINGS, TALLY, TIMELINE, FUNNEL ->
                throw new IllegalStateException("no list: " + attribute.name());
        };
    }
}
