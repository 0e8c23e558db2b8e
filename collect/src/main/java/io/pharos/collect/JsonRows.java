package io.pharos.collect;

import java.io.InputStream;
import java.util.List;
import tools.jackson.core.JsonToken;

/** Lines of JSON objects whose names are columns; nested names are joined with dots. */
record JsonRows() implements Row.Format {

    @Override
    public void read(InputStream file, Row.Sink sink) {
        var lines = new JsonLines(file);
        while (lines.advance()) {
            var row = new Draft("row");
            var fault = lines.read(line -> Json.read(line, json -> {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    new PropertyReader(json, row, ".").object("");
                } else {
                    row.reject("row.wrong-type", "", Json.found(json), "an object with a name for each column", "");
                    json.skipChildren();
                }
            }));
            var problems = fault.map(List::of).orElse(row.problems);
            sink.row(new Row(lines.row(), lines.line(), row.properties, problems));
        }
    }
}
