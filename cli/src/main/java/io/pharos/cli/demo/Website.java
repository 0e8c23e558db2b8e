package io.pharos.cli.demo;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Speaks Pharos's own form. Knows its visitor by the id that it keeps in the browser. */
record Website(String visitor) implements Client {
    private static final Map<String, String> KEY = Map.of("Authorization", "Bearer demo");

    @Override
    public Call tell(Deed deed, String id) {
        var event = JsonNodeFactory.instance.objectNode();
        event.put("id", id).put("event", name(deed)).put("visitor", visitor);
        describe(deed, event.putObject("attributes"));
        return Call.post("/api/events", KEY, event);
    }

    private static String name(Deed deed) {
        return switch (deed) {
            case Deed.ViewPage _ -> "page_view";
            case Deed.ViewProduct _ -> "product_view";
            case Deed.AddToCart _ -> "cart_add";
            case Deed.SignIn _ -> "sign_in";
            case Deed.Subscribe _ -> "newsletter_signup";
            case Deed.Buy _ -> "purchase";
        };
    }

    private static void describe(Deed deed, ObjectNode attributes) {
        switch (deed) {
            case Deed.ViewPage(var page) -> attributes.put("page", page);
            case Deed.ViewProduct(var product) -> {
                attributes.put("page", "/products/" + product.stockCode());
                describe(product, attributes);
            }
            case Deed.AddToCart(var product) -> describe(product, attributes);
            case Deed.SignIn(var email) -> attributes.put("email", email);
            case Deed.Subscribe(var email) -> attributes.put("email", email).put("newsletter", true);
            case Deed.Buy buy -> {
                attributes.put("order_value", buy.total());
                describe(buy.lines(), attributes);
            }
        }
    }

    private static void describe(Product product, ObjectNode attributes) {
        attributes
                .put("stock_code", product.stockCode())
                .put("description", product.description())
                .put("unit_price", product.price());
    }

    private static void describe(List<Deed.Line> lines, ObjectNode attributes) {
        var stockCodes = attributes.putArray("stock_code");
        var descriptions = attributes.putArray("description");
        var quantities = attributes.putArray("quantity");
        for (var line : lines) {
            stockCodes.add(line.product().stockCode());
            descriptions.add(line.product().description());
            quantities.add(line.quantity());
        }
    }
}
