package io.pharos.model.read;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the web addresses from which pages may call, in the form in which browsers send them. */
final class Origins {
    private static final String FORM = "the start of a web address, such as https://shop.example";

    private final Problems problems;
    private final Scalars scalars;

    Origins(Tools tools) {
        this.problems = tools.problems();
        this.scalars = tools.scalars();
    }

    List<String> read(Yaml node) {
        return scalars.each(node, this::one);
    }

    private Optional<String> one(Yaml node) {
        var text = scalars.text(node, FORM);
        if (text.isPresent() && !isOrigin(text.get())) {
            problems.wrongType(node, FORM, "Without a path, and without a / at its end.");
            return Optional.empty();
        }
        return text.map(origin -> origin.toLowerCase(Locale.ROOT));
    }

    private static boolean isOrigin(String text) {
        try {
            var address = URI.create(text);
            var web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            return web
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && text.length()
                            == address.getScheme().length()
                                    + 3
                                    + address.getRawAuthority().length();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
