package io.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.engine.testkit.EngineFold;
import io.pharos.engine.testkit.World;
import io.pharos.model.Event;
import io.pharos.model.Value;
import io.pharos.model.Value.Funnel.Done;
import io.pharos.model.Value.Timeline.Point;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CodecTest {
    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00.123Z");

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 100), new Random().longs(100, 1_000_000, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anEventGoesThroughBytesUnchanged(long seed) {
        World.random(seed).visitors().stream()
                .flatMap(List::stream)
                .forEach(event ->
                        assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatDefinitionsNeverLookAtMakesNoDifferenceToTheFold(long seed) {
        var world = World.random(seed);
        var engine = Engine.of(world.workspace());
        for (var events : world.visitors()) {
            var whole = engine.stranger();
            var part = engine.stranger();
            for (var event : events.stream().sorted(Event.ORDER).toList()) {
                var read = engine.event(EventCodec.encode(event));
                assertThat(event.properties()).containsAllEntriesOf(read.properties());
                if (!engine.follows(whole, event)) {
                    continue; // sent twice
                }
                var ofWhole = engine.apply(whole, event);
                var ofPart = engine.apply(part, read);
                assertThat(ofPart.problems()).isEqualTo(ofWhole.problems());
                assertThat(ofPart.transitions()).isEqualTo(ofWhole.transitions());
                whole = ofWhole.profile();
                part = ofPart.profile();
                assertThat(engine.encode(part)).isEqualTo(engine.encode(whole));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueIsPassedOverAsFarAsItGoes(Value value) {
        var to = new ByteWriter(64);
        ValueCodec.write(value, to);
        var from = new ByteReader(to.text("behind").toBytes());

        ValueCodec.skip(from);

        assertThat(from.text()).isEqualTo("behind");
    }

    @Test
    void namesAreFoundByTheirBytesAndNoOthers() {
        var wanted = List.of("", "a", "\u00E9", "order_total", "order_tutal", "order_totals", "x".repeat(300));
        var names = new PropertyNames(wanted);

        assertThat(wanted)
                .allSatisfy(name -> assertThat(names.find(spelt(name))).isEqualTo(name));
        assertThat(List.of("b", "order_tota", "order_totel", "e", "xx"))
                .allSatisfy(name -> assertThat(names.find(spelt(name))).isNull());
        assertThat(new PropertyNames(List.of()).find(spelt("a"))).isNull();
    }

    private static Slice spelt(String name) {
        return Slice.of(name.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Value> values() {
        return Stream.of(
                new Value.Text(""),
                new Value.Text("\uD83D\uDE00 caf\u00E9 \u0000"),
                new Value.Text("a".repeat(16)),
                new Value.Text("a".repeat(15) + "\u00E9"),
                new Value.Text("a".repeat(17)),
                new Value.Text("a".repeat(128)),
                Value.Amount.ZERO,
                new Value.Amount(new BigDecimal("0.999999999999999999")),
                new Value.Amount(new BigDecimal("-9.999999999999999999")),
                new Value.Amount(new BigDecimal("123456789012345678e21")),
                new Value.Amount(new BigDecimal("-12.95")),
                new Value.Amount(new BigDecimal("9999999999999999999999999999999999")),
                new Value.Amount(new BigDecimal("9e308")),
                new Value.Amount(new BigDecimal("1e-308")),
                Value.Amount.of(Long.MIN_VALUE),
                new Value.Flag(false),
                new Value.Moment(Instant.EPOCH.minusMillis(1)),
                new Value.Moment(Instant.parse("9999-12-31T23:59:59.999Z")),
                new Value.Items(List.of()),
                new Value.Items(List.of(new Value.Text("a"), Value.Amount.ONE, new Value.Flag(true))),
                Value.Tags.NONE,
                Value.Tags.of(List.of("\uFF5E", "\uD83D\uDE00", "")),
                Value.Tally.EMPTY,
                Value.Timeline.EMPTY,
                new Value.Timeline(List.of(
                        new Point(TIME.minusMillis(7), Map.of()),
                        new Point(TIME, inOrder("total", Value.Amount.ONE, "plan", new Value.Text("gold"))),
                        new Point(TIME, inOrder("total", Value.Amount.ZERO, "plan", new Value.Text(""))),
                        new Point(TIME, inOrder("plan", new Value.Text("gold"), "total", Value.Amount.ONE)),
                        new Point(
                                Instant.parse("9999-12-31T23:59:59.999Z"),
                                Map.of("basket", Value.Tally.EMPTY.sum().tally())),
                        new Point(TIME.plusSeconds(1), Map.of()))),
                Value.Funnel.EMPTY,
                new Value.Funnel(
                        List.of(
                                new Done("cart", TIME, Map.of("product", new Value.Items(List.of(Value.Amount.ONE)))),
                                new Done("\u00FC", TIME.plusMillis(1), Map.of("product", new Value.Flag(true)))),
                        true));
    }

    private static Map<String, Value> inOrder(String one, Value first, String other, Value second) {
        var captured = new LinkedHashMap<String, Value>();
        captured.put(one, first);
        captured.put(other, second);
        return captured;
    }

    @Test
    void capturedFieldsKeepTheirOrder() {
        var one = new Point(TIME, inOrder("z", Value.Amount.ONE, "a", Value.Amount.ONE));
        var other = new Point(TIME, inOrder("a", Value.Amount.ONE, "z", Value.Amount.ONE));
        var event = event(Map.of("x", new Value.Timeline(List.of(one, other))));
        var decoded = (Value.Timeline)
                EventCodec.decode(EventCodec.encode(event)).properties().get("x");
        assertThat(decoded.entries().get(0).captured().keySet()).containsExactly("z", "a");
        assertThat(decoded.entries().get(1).captured().keySet()).containsExactly("a", "z");
    }

    @Test
    void aTimelineTakesFewBytesForEachEntry() {
        var entries = new ArrayList<Point>();
        for (var i = 0; i < 1000; i++) {
            entries.add(new Point(
                    TIME.plusSeconds(60L * i),
                    inOrder("order_total", Value.Amount.of(i % 60), "currency", new Value.Text("EUR"))));
        }
        var to = new ByteWriter(100);
        ValueCodec.write(new Value.Timeline(entries), to);
        // 3 for the time, 1 for the fields, 3 for the amount, 5 for the text.
        assertThat(to.toBytes().length).isBetween(12_000, 12_050);
    }

    @Test
    void valuesThatLieInEachOtherTooDeepAreRefused() {
        Value value = Value.Amount.ONE;
        for (var depth = 0; depth < 100; depth++) {
            value = new Value.Timeline(List.of(new Point(TIME, Map.of("x", value))));
        }
        var bytes = EventCodec.encode(event(Map.of("x", value)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventCodec.decode(bytes))
                .withMessageContaining("deep");
    }

    @Test
    void anEntryThatNamesAFieldThatIsNotThereIsRefused() {
        var to = new ByteWriter(100);
        ValueCodec.write(new Value.Timeline(List.of(new Point(Instant.EPOCH, Map.of("x", Value.Amount.ONE)))), to);
        var bytes = to.toBytes();
        // The kind, the number of entries, the moment, the number of fields; then the number of the name.
        bytes[4] = 7;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueCodec.read(new ByteReader(bytes)))
                .withMessageContaining("no name of number 7");
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueGoesThroughBytesUnchanged(Value value) {
        var event = event(Map.of("x", value));
        assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
    }

    @Test
    void whatIsOptionalMayBeAbsentOrPresent() {
        var sent = Instant.parse("2026-03-01T11:00:00.456Z");
        var full = new Event(
                "\u00FC",
                "app",
                "ada",
                "view",
                TIME,
                -7,
                TIME.plusSeconds(5),
                Event.Origin.IMPORT,
                sent,
                Map.of(),
                List.of("no_visitor", "clock_corrected"));
        assertThat(EventCodec.decode(EventCodec.encode(full))).isEqualTo(full);
        assertThat(EventCodec.decode(EventCodec.encode(event(Map.of())))).isEqualTo(event(Map.of()));
    }

    @Test
    void propertiesKeepTheOrderInWhichTheyWereSent() {
        var properties = new LinkedHashMap<String, Value>();
        for (var name : List.of("z", "a", "m", "b")) {
            properties.put(name, Value.Amount.ONE);
        }
        var decoded = EventCodec.decode(EventCodec.encode(event(properties)));
        assertThat(decoded.properties().keySet()).containsExactly("z", "a", "m", "b");
    }

    private static Event event(Map<String, Value> properties) {
        return new Event("e", "web", null, "view", TIME, 0, TIME, Event.Origin.LIVE, null, properties, List.of());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damagedBytesAreRefusedOrReadButNeverWorse(long seed) {
        var world = World.random(seed);
        var random = new Random(seed);
        var engine = Engine.of(world.workspace());
        for (var events : world.visitors()) {
            damage(EventCodec.encode(events.getFirst()), random, EventCodec::decode);
            var profile =
                    EngineFold.ofAll(engine, events, events.getLast().time()).profile();
            damage(engine.encode(profile), random, engine::decode);
        }
    }

    private static void damage(byte[] bytes, Random random, Consumer<byte[]> decode) {
        for (var i = 0; i < 40; i++) {
            var damaged = damaged(bytes, random);
            try {
                decode.accept(damaged);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("not refused as it should be: " + Arrays.toString(damaged), e);
            }
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(5));
            default -> {
                var changed = bytes.clone();
                for (var i = 0; i <= random.nextInt(3); i++) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
                yield changed;
            }
        };
    }

    @Test
    void bytesThatEndTooSoonAreRefused() {
        var bytes = EventCodec.encode(event(Map.of("x", new Value.Text("y"))));
        for (var length = 0; length < bytes.length; length++) {
            var shortened = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException()
                    .as("the first %s of %s bytes", length, bytes.length)
                    .isThrownBy(() -> EventCodec.decode(shortened));
        }
    }
}
