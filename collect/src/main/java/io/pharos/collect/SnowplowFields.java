package io.pharos.collect;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.pharos.model.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The fields of a Snowplow tracker's payload, and what they are called afterwards: as in Snowplow's own tables, whose queries
 * those who use it have written.
 *
 * @see <a href="https://docs.snowplow.io/docs/events/going-deeper/http-parameters/">Snowplow tracker protocol</a>
 */
final class SnowplowFields {
    /** What the field {@code e} says, and the name of the event. */
    static final Map<String, String> EVENTS = Map.of(
            "pv", "page_view",
            "pp", "page_ping",
            "se", "struct",
            "ue", "unstruct",
            "tr", "transaction",
            "ti", "transaction_item",
            "ad", "ad_impression");

    private static final String TABLE = """
            aid      app_id                                   text
            p        platform                                 text
            tna      name_tracker                             text
            tv       v_tracker                                text
            tz       os_timezone                              text
            tid      txn_id                                   text
            evn      event_vendor                             text
            uid      user_id                                  text
            duid     domain_userid                            text
            nuid     network_userid                           text
            tnuid    network_userid                           text
            vid      domain_sessionidx                        number
            sid      domain_sessionid                         text
            ip       user_ipaddress                           text
            ua       useragent                                text
            fp       user_fingerprint                         text
            mac      mac_address                              text
            lang     br_lang                                  text
            cookie   br_cookies                               flag
            cd       br_colordepth                            text
            cs       doc_charset                              text
            res      dvce_screenwidth,dvce_screenheight       size
            vp       br_viewwidth,br_viewheight               size
            ds       doc_width,doc_height                     size
            url      page_url                                 text
            page     page_title                               text
            refr     page_referrer                            text
            dtm      dvce_created_tstamp                      number
            pp_mix   pp_xoffset_min                           number
            pp_max   pp_xoffset_max                           number
            pp_miy   pp_yoffset_min                           number
            pp_may   pp_yoffset_max                           number
            se_ca    se_category                              text
            se_ac    se_action                                text
            se_la    se_label                                 text
            se_pr    se_property                              text
            se_va    se_value                                 number
            tr_id    tr_orderid                               text
            tr_af    tr_affiliation                           text
            tr_tt    tr_total                                 number
            tr_tx    tr_tax                                   number
            tr_sh    tr_shipping                              number
            tr_ci    tr_city                                  text
            tr_st    tr_state                                 text
            tr_co    tr_country                               text
            tr_cu    tr_currency                              text
            ti_id    ti_orderid                               text
            ti_sk    ti_sku                                   text
            ti_nm    ti_name                                  text
            ti_na    ti_name                                  text
            ti_ca    ti_category                              text
            ti_pr    ti_price                                 number
            ti_qu    ti_quantity                              number
            ti_cu    ti_currency                              text
            f_pdf    br_features_pdf                          flag
            f_qt     br_features_quicktime                    flag
            f_realp  br_features_realplayer                   flag
            f_wma    br_features_windowsmedia                 flag
            f_dir    br_features_director                     flag
            f_fla    br_features_flash                        flag
            f_java   br_features_java                         flag
            f_gears  br_features_gears                        flag
            f_ag     br_features_silverlight                  flag
            """;

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})x([0-9]{1,9})");

    private static final Map<String, Row> ROWS =
            TABLE.lines().map(Row::of).collect(toUnmodifiableMap(Row::field, Function.identity()));

    /** Those that describe the event itself. */
    private static final Set<String> OF_THE_EVENT = Set.of("e", "eid", "stm", "ttm", "ue_pr", "ue_px", "co", "cx");

    private SnowplowFields() {}

    /** @param properties two where the field is a width and a height */
    record Row(String field, List<String> properties, Form form) {
        static Row of(String line) {
            var cells = line.strip().split(" +");
            return new Row(cells[0], List.of(cells[1].split(",")), Form.valueOf(cells[2].toUpperCase(Locale.ROOT)));
        }
    }

    /** What the text of a field is. One that is of another form stays the text it is. */
    enum Form {
        TEXT,
        NUMBER,
        FLAG,
        SIZE
    }

    static Iterable<Row> rows() {
        return ROWS.values();
    }

    static boolean knows(String field) {
        return OF_THE_EVENT.contains(field) || ROWS.containsKey(field);
    }

    /** What the field becomes; one that the protocol does not know keeps its name. */
    static void read(String field, String text, BiConsumer<String, Value> properties) {
        var row = ROWS.getOrDefault(field, new Row(field, List.of(field), Form.TEXT));
        var size = SIZE.matcher(text);
        if (row.form() == Form.SIZE && size.matches()) {
            properties.accept(row.properties().get(0), Value.Amount.of(Long.parseLong(size.group(1))));
            properties.accept(row.properties().get(1), Value.Amount.of(Long.parseLong(size.group(2))));
            return;
        }
        var property = row.form() == Form.SIZE ? field : row.properties().getFirst();
        properties.accept(
                property,
                switch (row.form()) {
                    case TEXT, SIZE -> new Value.Text(text);
                    case NUMBER -> Numbers.read(text).orElseGet(() -> new Value.Text(text));
                    case FLAG -> flag(text);
                });
    }

    private static Value flag(String text) {
        return switch (text) {
            case "1", "true" -> new Value.Flag(true);
            case "0", "false" -> new Value.Flag(false);
            default -> new Value.Text(text);
        };
    }
}
