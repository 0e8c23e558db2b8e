package io.pharos.engine;

import io.pharos.model.Enrichment.Capture;
import io.pharos.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is captured at a moment: the values that are there, under their fields. */
final class Captured {
    private final List<String> fields;
    private final List<Read> values;

    Captured(List<Capture> capture, Reads reads) {
        this.fields = capture.stream().map(Capture::field).toList();
        this.values = capture.stream().map(each -> reads.name(each.name())).toList();
    }

    Map<String, Value> of(Frame frame) {
        var captured = new LinkedHashMap<String, Value>();
        for (var i = 0; i < fields.size(); i++) {
            var value = values.get(i).value(frame);
            if (value != null) {
                captured.put(fields.get(i), value);
            }
        }
        return captured;
    }
}
