package io.pharos.bench;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.apache.fory.Fory;

/** The codec of profiles beside general ones, which encode the same state held in plain objects. Target 4. */
final class CodecBench {
    private static final int WARM_UPS = 3;

    private final Scale scale;
    private long sink;

    CodecBench(Scale scale) {
        this.scale = scale;
    }

    void run(Report report, Engine engine, Profile[] profiles) throws Exception {
        var plain = Arrays.stream(profiles)
                .filter(profile -> !profile.isStranger())
                .map(profile -> PlainProfile.of(engine.read(profile, profile.steppedAt()), engine.workspace()))
                .toList();
        var known =
                Arrays.stream(profiles).filter(profile -> !profile.isStranger()).toList();
        var fory = fory();
        var kryo = kryo();
        var own = probe("encode and decode a profile", () -> {
            for (var profile : known) {
                sink += engine.decode(engine.encode(profile))
                        .orElseThrow()
                        .steppedAt()
                        .toEpochMilli();
            }
            return known.size();
        });
        var withFory = probe("the same with Apache Fory", () -> {
            for (var profile : plain) {
                sink += fory.deserialize(fory.serialize(profile)).hashCode();
            }
            return plain.size();
        });
        var withKryo = probe("the same with Kryo", () -> {
            for (var profile : plain) {
                sink += kryo.readObject(new Input(bytes(kryo, profile)), PlainProfile.class)
                        .hashCode();
            }
            return plain.size();
        });
        var measured = scale.inRounds(WARM_UPS).of(own, withFory, withKryo);
        report.lines(measured);
        var isForyFaster = measured.ratio(withFory, withKryo).median() <= 1;
        var fastest = isForyFaster ? withFory : withKryo;
        var bytes = size(known.stream().map(engine::encode).toList());
        var bytesOfFory = size(plain.stream().map(fory::serialize).toList());
        var bytesOfKryo =
                size(plain.stream().map(profile -> bytes(kryo, profile)).toList());
        report.line("an encoded profile", "bytes", bytes);
        report.line("with Apache Fory", "bytes", bytesOfFory);
        report.line("with Kryo", "bytes", bytesOfKryo);
        var name = isForyFaster ? "Apache Fory" : "Kryo";
        report.atMost(1.3, "4", "encode and decode a profile", measured.ratio(own, fastest), name);
        report.atMost(0.75, "4", "bytes of a profile", bytes.over(isForyFaster ? bytesOfFory : bytesOfKryo), name);
        if (sink == 42) {
            throw new IllegalStateException("never: keeps the work from being optimised away");
        }
    }

    private Probe probe(String name, Probe.Work work) {
        return new Probe(name, "µs CPU", () -> Cpu.OWN.micros(scale.run(), work));
    }

    private static Figures size(List<byte[]> encoded) {
        return Figures.of(List.of(
                encoded.stream().mapToInt(bytes -> bytes.length).average().orElseThrow()));
    }

    private static Fory fory() {
        var fory =
                Fory.builder().withXlang(false).requireClassRegistration(true).build();
        fory.register(PlainProfile.class);
        return fory;
    }

    private static Kryo kryo() {
        var kryo = new Kryo();
        for (var type : List.of(
                PlainProfile.class,
                ArrayList.class,
                HashMap.class,
                BigDecimal.class,
                Instant.class,
                int[].class,
                long[].class)) {
            kryo.register(type);
        }
        return kryo;
    }

    private static byte[] bytes(Kryo kryo, PlainProfile profile) {
        var output = new Output(2048, -1);
        kryo.writeObject(output, profile);
        return output.toBytes();
    }
}
