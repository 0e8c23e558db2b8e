package io.pharos.collect;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What kind of device a user agent runs on, told by words of its text. The first kind whose words are found is the one, since
 * televisions and consoles name a phone's or a computer's system too, and tablets call themselves mobile.
 */
enum DeviceType {
    TV("TV", "\\bTV\\b|(?i:smart-?tv|hbbtv|appletv|googletv|mitv|mibox|netcast|web0s|crkey|bravia|roku)|\\bAFT[A-Z]"),
    CONSOLE("console", "PlayStation|Xbox|Nintendo"),

    /** Browsers on Android say so by not saying "Mobile". */
    TABLET("tablet", "iPad|Tablet(?! PC)|Kindle|PlayBook|Mozilla/(?!.*Mobi).*Android"),

    MOBILE("phone", "iPhone|iPod|\\biOS\\b|Mobi|Android|Phone|KAIOS|BlackBerry|Opera Mini"),
    DESKTOP("PC", "Windows NT|Macintosh|X11|CrOS|Linux"),
    OTHER("", "");

    /** What a device of this kind is called whose text does not name it; empty if that would say nothing. */
    final String unnamed;

    private final Pattern words;

    DeviceType(String unnamed, String words) {
        this.unnamed = unnamed;
        this.words = Pattern.compile(words);
    }

    /** @param system the operating system, which not every text spells as it is known */
    static DeviceType of(String text, String system) {
        var both = system + ' ' + text;
        return Stream.of(values())
                .filter(type -> type.words.matcher(both).find())
                .findFirst()
                .orElse(OTHER);
    }
}
