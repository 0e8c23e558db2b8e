package io.pharos.cli.demo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who looks around, fills a cart, and perhaps pays. The cart outlives the session. Not thread-safe; owned by its
 * {@link Crowd}.
 */
final class Shopper {
    /** In pieces: retail customers buy a few of a thing, the app's are dealers who buy by the dozen. */
    private static final List<Integer> RETAIL = List.of(1, 1, 1, 2, 2, 3, 6);

    private static final List<Integer> TRADE = List.of(6, 12, 12, 24, 24, 48);

    private static final List<String> PAGES = List.of("/", "/gifts", "/kitchen", "/christmas", "/new", "/sale");

    private final Catalogue catalogue;
    private final String email;
    private final SequencedSet<Product> cart = new LinkedHashSet<>();
    private Client client;
    private @Nullable Product lookingAt;
    private boolean entered;
    private boolean signedIn;

    Shopper(Catalogue catalogue, Client client, String email) {
        this.catalogue = catalogue;
        this.client = client;
        this.email = email;
    }

    Client client() {
        return client;
    }

    /** Comes again, later: straight to the shop, as browsers remember no campaign. */
    void comeBack() {
        entered = false;
        lookingAt = null;
        client = switch (client) {
            case LandingPage page -> new Website(page.visitor());
            case Website website -> website;
            case MobileApp app -> app;
        };
    }

    /** What they do next; empty if they go. */
    Optional<Deed> next(RandomGenerator random) {
        if (!entered) {
            entered = true;
            return Optional.of(new Deed.ViewPage(entryPage(random)));
        }
        var mood = random.nextInt(100);
        if (lookingAt != null && mood < 25) {
            cart.add(lookingAt);
            return Optional.of(new Deed.AddToCart(lookingAt));
        }
        if (!cart.isEmpty() && mood < 45) {
            return Optional.of(signedIn ? buy(random) : signIn(random));
        }
        if (mood < 80) {
            lookingAt = catalogue.any(random);
            return Optional.of(new Deed.ViewProduct(lookingAt));
        }
        if (mood < 90) {
            lookingAt = null;
            return Optional.of(new Deed.ViewPage(PAGES.get(random.nextInt(PAGES.size()))));
        }
        return Optional.empty();
    }

    private String entryPage(RandomGenerator random) {
        return switch (client) {
            case LandingPage page -> "/campaigns/" + page.campaign();
            case Website _, MobileApp _ -> PAGES.get(random.nextInt(PAGES.size()));
        };
    }

    private Deed signIn(RandomGenerator random) {
        signedIn = true;
        return random.nextInt(4) == 0 ? new Deed.Subscribe(email) : new Deed.SignIn(email);
    }

    private Deed buy(RandomGenerator random) {
        var quantities = client instanceof MobileApp ? TRADE : RETAIL;
        var lines = new ArrayList<Deed.Line>();
        for (var product : cart) {
            lines.add(new Deed.Line(product, quantities.get(random.nextInt(quantities.size()))));
        }
        cart.clear();
        return new Deed.Buy(lines);
    }
}
