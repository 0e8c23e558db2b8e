package io.pharos.actions;

import java.util.regex.Pattern;

/** What may stand in a header of a request (RFC 9110, section 5). */
final class Headers {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    private Headers() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static boolean isValue(String value) {
        return VALUE.matcher(value).matches();
    }
}
