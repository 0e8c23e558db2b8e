package io.pharos.cli.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks as a Segment library for servers does. Customers of the till have the app and are signed in, so it knows them by
 * their number alone.
 */
record MobileApp(String customer) implements Client {
    private static final Map<String, String> KEY = Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString("demo-app:".getBytes(StandardCharsets.UTF_8)));

    @Override
    public Call tell(Deed deed, String id) {
        return switch (deed) {
            case Deed.ViewPage(var page) -> {
                var call = call(id).put("name", page);
                call.putObject("properties").put("page", page);
                yield Call.post("/v1/screen", KEY, call);
            }
            case Deed.ViewProduct(var product) -> track(id, "Product Viewed", describe(product));
            case Deed.AddToCart(var product) -> track(id, "Product Added", describe(product));
            case Deed.SignIn(var email) -> identify(id, traits().put("email", email));
            case Deed.Subscribe(var email) ->
                identify(id, traits().put("email", email).put("newsletter", true));
            case Deed.Buy buy -> track(id, "Order Completed", describe(buy));
        };
    }

    private Call track(String id, String event, ObjectNode properties) {
        return Call.post("/v1/track", KEY, call(id).put("event", event).set("properties", properties));
    }

    private Call identify(String id, ObjectNode traits) {
        return Call.post("/v1/identify", KEY, call(id).set("traits", traits));
    }

    private ObjectNode call(String id) {
        return JsonNodeFactory.instance.objectNode().put("messageId", id).put("userId", customer);
    }

    private static ObjectNode traits() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode describe(Product product) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sku", product.stockCode())
                .put("name", product.description())
                .put("price", product.price());
    }

    private static ObjectNode describe(Deed.Buy buy) {
        var properties = JsonNodeFactory.instance.objectNode().put("total", buy.total());
        var products = properties.putArray("products");
        for (var line : buy.lines()) {
            products.add(describe(line.product()).put("quantity", line.quantity()));
        }
        return properties;
    }
}
