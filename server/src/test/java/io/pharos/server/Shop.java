package io.pharos.server;

/** The workspace of the tests: a source of each kind, something to count, something to hide, something to send. */
final class Shop {
    static final String WEB_KEY = "web-key";
    static final String GUARDED_KEY = "guarded-key";
    static final String SEGMENT_KEY = "demo-write-key";
    static final String ITS_PAGE = "https://shop.example";

    static final String YAML = """
            workspace: shop

            identifiers:
              user_id: { from: user_id, normalise: [trim] }
              email: { from: email, normalise: [trim, lowercase] }
              account: { from: account }

            sources:
              website: { kind: web, key: web-key }
              guarded: { kind: web, key: guarded-key, origins: [https://shop.example] }
              backend: { kind: server }
              app: { kind: segment, key: demo-write-key }
              jitsu: { kind: segment, key: key }
              collect: { kind: tealium, account: demo, profile: main }
              trackers: { kind: snowplow, app_ids: [shop, shop-web] }
              till:
                kind: file
                format: csv
                time: { column: sold_at, format: "yyyy-MM-dd HH:mm:ss", zone: UTC }
                event: purchase
                id: receipt
                identify: user_id

            attributes:
              events_seen:
                type: number
                enrichments: [ increase: { by: 1 } ]
              purchases:
                type: number
                enrichments:
                  - increase: { by: 1 }
                    if: { event: purchase }
              last_page:
                type: string
                enrichments: [ set: { to: page } ]
              email_address:
                type: string
                restricted: true
                enrichments: [ set: { to: email } ]

            badges:
              keen: { while: { purchases: { at_least: 2 } } }

            segments:
              buyers: { if: { purchases: { at_least: 1 } } }

            connectors:
              notebook: { kind: log, file: actions.jsonl }

            actions:
              welcome:
                connector: notebook
                trigger: { joined: buyers }
                mapping: { who: "{{ profile.id }}" }

            views:
              homepage: { show: [purchases, last_page, badges, segments], origins: [https://shop.example], public: true }
              desk: { show: [purchases, email_address] }
            """;

    private Shop() {}

    /** A purchase as the website sends it. */
    static String purchase(String id, String visitor) {
        return """
                {"id":"%s","event":"purchase","visitor":"%s","attributes":{"page":"/checkout"}}""".formatted(id, visitor);
    }
}
