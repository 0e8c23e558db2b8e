package io.pharos.collect;

import io.pharos.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua_parser.Parser;

/**
 * What the text by which a program introduces itself says of it and of where it runs. Only what it says: libraries that servers
 * send with say nothing.
 *
 * @param properties {@code browser}, {@code browser_version} (two parts, such as 17.4), {@code operating_system}, {@code device}
 *     and {@code device_type}, as far as they are known
 * @param crawler it reads pages for nobody in particular; of such only its own name and version are told
 */
record UserAgent(Map<String, Value> properties, boolean crawler) {
    private static final String UNKNOWN = "Other";

    /** All texts of browsers begin so, since the first two did. */
    private static final Pattern BROWSER = Pattern.compile("^(?:Mozilla|Opera)/");

    /** Where apps run: what introduces itself from there, and is no browser, still tells the device. */
    private static final Set<String> APP_SYSTEMS = Set.of("Android", "iOS", "tvOS", "ATV OS X", "Roku");

    private static final Pattern CRAWLER = Pattern.compile("(?i)(?<!\\bcu)bots?\\b|spider|crawler");

    /** What the parser takes for crawlers too: libraries, and a browser of tablets. */
    private static final Pattern NO_CRAWLER =
            Pattern.compile("(?i)^(?:java|jnlp)/|python-urllib|winhttp|google-http-java-client|http%20client|silk/");

    /** Devices that the parser has no name for, and the letter that browsers send instead of a name. */
    private static final Pattern UNNAMED = Pattern.compile("Other|Generic .*|iOS-Device|K");

    /** Loaded with the first text: it takes half a second and two megabytes. Safe to use from any thread. */
    private static final class Known {
        static final Parser TEXTS = new Parser();
    }

    /** Takes most of a millisecond; several for a text that somebody has made up for that purpose. */
    static UserAgent read(String text) {
        var said = Known.TEXTS.parse(text);
        var facts = new Facts();
        if (isCrawler(text, said.device.family)) {
            facts.browser(said.userAgent.family, said.userAgent.major, said.userAgent.minor);
            return new UserAgent(facts.of(DeviceType.OTHER), true);
        }
        if (BROWSER.matcher(text).lookingAt()) {
            facts.browser(said.userAgent.family, said.userAgent.major, said.userAgent.minor);
        } else if (!APP_SYSTEMS.contains(said.os.family)) {
            return new UserAgent(Map.of(), false);
        }
        var type = DeviceType.of(text, said.os.family);
        facts.put("operating_system", said.os.family);
        facts.put("device", UNNAMED.matcher(said.device.family).matches() ? type.unnamed : said.device.family);
        return new UserAgent(facts.of(type), false);
    }

    boolean saysNothing() {
        return properties.isEmpty() && !crawler;
    }

    private static boolean isCrawler(String text, String device) {
        var taken = device.equals("Spider") && !NO_CRAWLER.matcher(text).find();
        return taken || CRAWLER.matcher(text).find();
    }

    /** What has been found so far. */
    private static final class Facts {
        private final Map<String, Value> facts = new LinkedHashMap<>();

        void browser(String family, @Nullable String major, @Nullable String minor) {
            put("browser", family);
            if (major != null && facts.containsKey("browser")) {
                put("browser_version", minor == null ? major : major + '.' + minor);
            }
        }

        void put(String property, String value) {
            if (!value.isEmpty() && !value.equals(UNKNOWN)) {
                facts.put(property, new Value.Text(value));
            }
        }

        Map<String, Value> of(DeviceType type) {
            if (!facts.isEmpty()) {
                put("device_type", type.name().toLowerCase(Locale.ROOT));
            }
            return Collections.unmodifiableMap(facts);
        }
    }
}
