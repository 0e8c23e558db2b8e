package io.pharos.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtocolTest {

    @ParameterizedTest
    @CsvSource({
        "/api/events, NATIVE",
        "/api/events/, NATIVE",
        "/event, TEALIUM_EVENT",
        "/v3/collect/regional/event, TEALIUM_EVENT",
        "/bulk-event/, TEALIUM_BULK",
        "/v3/collect/bulk-event, TEALIUM_BULK",
        "/vdata/i.gif, TEALIUM_VISITOR_DATA",
        "/v1/track, SEGMENT_TRACK",
        "/v1/t, SEGMENT_TRACK",
        "/v1/import/, SEGMENT_BATCH",
        "/v1/b, SEGMENT_BATCH",
        "/rudder/v1/identify, SEGMENT_IDENTIFY",
        "/segment/v1/batch, SEGMENT_BATCH",
        "/beacon/v1/batch, SEGMENT_BATCH",
        "/api/s/page, SEGMENT_PAGE",
        "/api/s/s2s/track, SEGMENT_TRACK",
    })
    void followsFromThePath(String path, Protocol protocol) {
        assertThat(Protocol.at(path)).contains(protocol);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "/v1",
                "/v1/",
                "/v1/m",
                "/v1/projects/k/settings",
                "/a/b/v1/track",
                "/v2/track",
                "/api/v1/track",
                "/console/v1/track",
                "/api/s/",
                "/sourceConfig",
                "/EVENT"
            })
    void nothingComesInElsewhere(String path) {
        assertThat(Protocol.at(path)).isEmpty();
    }
}
