package io.pharos.cli.demo;

import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A page of a campaign, tagged with Tealium. Whoever goes on from there is on the website, which shares the visitor id.
 */
record LandingPage(String visitor, String campaign) implements Client {

    @Override
    public Call tell(Deed deed, String id) {
        return switch (deed) {
            case Deed.ViewPage(var page) when page.startsWith("/campaigns/") -> page(page);
            case Deed.ViewPage _, Deed.ViewProduct _, Deed.AddToCart _, Deed.SignIn _, Deed.Subscribe _, Deed.Buy _ ->
                new Website(visitor).tell(deed, id);
        };
    }

    private Call page(String page) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("tealium_account", "demo")
                .put("tealium_profile", "main")
                .put("tealium_event", "page_view")
                .put("tealium_visitor_id", visitor)
                .put("page", page)
                .put("utm_campaign", campaign);
        return Call.post("/event", Map.of(), data);
    }
}
