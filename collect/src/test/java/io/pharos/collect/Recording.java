package io.pharos.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a real client put on the wire, as far as it brings events. */
record Recording(String name, int expectedLogicalEvents, List<Request> requests) {

    static Recording of(Path file) throws IOException {
        var recorded = JsonMapper.shared().readTree(Files.readString(file));
        var requests = new ArrayList<Request>();
        for (var request : recorded.get("requests")) {
            if (!request.get("method").stringValue().equals("OPTIONS")) {
                protocol(request.get("path").stringValue())
                        .ifPresent(protocol -> requests.add(request(request, protocol)));
            }
        }
        return new Recording(
                file.getFileName().toString(),
                recorded.get("expectedLogicalEvents").intValue(),
                requests);
    }

    static Recording named(String name) throws IOException {
        return of(Shared.file("fixtures/clients/" + name + ".json"));
    }

    private static Optional<Protocol> protocol(String path) {
        var words = path.replaceFirst("/$", "").split("/");
        var last = words[words.length - 1];
        return switch (path) {
            case "/event" -> Optional.of(Protocol.TEALIUM_EVENT);
            case "/bulk-event", "/v3/collect/bulk-event" -> Optional.of(Protocol.TEALIUM_BULK);
            case "/vdata/i.gif" -> Optional.of(Protocol.TEALIUM_VISITOR_DATA);
            case "/i", "/com.snowplowanalytics.snowplow/tp2" -> Optional.of(Protocol.SNOWPLOW);
            default -> Optional.ofNullable(Protocol.SEGMENT_CALLS.get(last));
        };
    }

    private static Request request(JsonNode recorded, Protocol protocol) {
        var query = new ArrayList<Map.Entry<String, String>>();
        recorded.get("query")
                .forEach(pair -> query.add(
                        Map.entry(pair.get(0).stringValue(), pair.get(1).stringValue())));
        var headers = new LinkedHashMap<String, String>();
        recorded.get("headers")
                .forEach(pair -> headers.putIfAbsent(
                        pair.get(0).stringValue(), pair.get(1).stringValue()));
        var body = Base64.getDecoder().decode(recorded.get("bodyBase64").stringValue());
        return new Request(protocol, Map.of(), query, Requests.headers(headers), body, false, Optional::empty);
    }
}
