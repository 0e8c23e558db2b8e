package io.pharos.model.read;

import static io.pharos.model.read.Reading.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A whole shop, as the documentation of the language shows it. */
final class ExampleTest {

    @Test
    void aWholeShopIsRead() {
        var shop = workspace("""
                workspace: shop
                timezone: Europe/Berlin            # for "day", "hour of day"; stored times are UTC
                visit: { timeout: 30m, mobile_timeout: 2m, longest: 24h }

                sources:
                  website:   { kind: web }                          # its key is made by the server, shown once
                  app:       { kind: segment, key: demo }
                  till:                                              # lines of one invoice become one event
                    kind: file
                    format: csv
                    time: { column: invoice_date, format: "yyyy-MM-dd HH:mm:ss", zone: UTC }
                    event: { when: [ { if: { invoice_no: { starts_with: C } }, name: return } ], else: purchase }
                    group_by: invoice_no
                    lists: [stock_code, quantity, unit_price]
                    compute: { order_value: { sum_of_products: [quantity, unit_price] } }
                    id: invoice_no
                    identify: customer_id

                identifiers:                                        # visitor-ID attributes; first = highest priority
                  customer_id: { from: customer_id, policy: switch }
                  email:       { from: email, normalise: [trim, lowercase, sha256], policy: merge }

                attributes:
                  lifetime_value:
                    scope: visitor
                    type: number
                    enrichments:
                      - increase: { by: order_total }
                        when: any_event
                        if: { event: purchase }
                  last_purchase:
                    type: date
                    enrichments:
                      - set: { to: event_time }
                        if: { event: purchase }
                  favourite_categories:
                    type: tally
                    enrichments:
                      - increase: { keys: product_category, by: 1 }
                        if: { event: [product_view, purchase] }
                  favourite_category:
                    type: string
                    derive: { top_key: { of: favourite_categories } }
                  days_since_purchase:
                    type: number
                    derive: { elapsed: { since: last_purchase, unit: days, whole: true } }
                  country: { type: string, enrichments: [ { set: { to: country }, if: { country: { exists: true } } } ] }
                  email_address: { type: string, restricted: true, enrichments: [ { set: { to: email } } ] }

                rules:
                  in_germany: { country: { is: DE } }

                badges:
                  vip:
                    name: VIP
                    icon: crown
                    assign: { if: { lifetime_value: { at_least: 500 } } }
                    remove: { if: { last_purchase: { before: 365d ago } } }

                segments:
                  lapsing_vips:
                    name: Lapsing VIPs
                    if:
                      - badge: vip
                      - last_purchase: { before: 90d ago }          # flips by itself, at that very moment
                      - not: { did: { event: page_view, within: 14d } }
                  cart_abandoners:
                    if:
                      - sequence:
                          - { event: cart_add }
                          - { event: purchase, absent_for: 2h }     # joins two hours later unless a purchase came
                """);
        assertThat(shop.attributes()).hasSize(7);
        assertThat(shop.segments()).hasSize(2);
    }
}
