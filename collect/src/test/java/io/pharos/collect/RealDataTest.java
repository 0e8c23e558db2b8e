package io.pharos.collect;

import static io.pharos.collect.Values.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import io.pharos.model.FileMapping;
import io.pharos.model.Source;
import io.pharos.model.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The two real data sets, with what is known of them from an independent computation in SQL. */
final class RealDataTest {
    private static Read invoices;

    @Test
    void linesOfInvoicesBecomePurchasesAndReturns() throws IOException {
        var read = invoices();

        assertThat(read.summary).isEqualTo(new EventFiles.Summary(194_630, 10_531));
        assertThat(read.problems).isEmpty();
        assertThat(read.named("purchase")).hasSize(8823);
        assertThat(read.named("return")).hasSize(1708);
        assertThat(sum("order_value", read.named("purchase"))).isEqualByComparingTo("4579032.543");
        assertThat(sum("order_value", read.named("return"))).isEqualByComparingTo("-423428.490");
        assertThat(read.events.stream().map(Event::visitor).distinct()).hasSize(2187);
        assertThat(read.events.stream().map(Event::id).distinct()).hasSize(10_531);
    }

    @Test
    void anInvoiceCarriesItsLinesAsParallelLists() throws IOException {
        var events = invoices().events;

        var invoice =
                events.stream().filter(event -> event.id().equals("536365")).findFirst();
        assertThat(invoice).hasValueSatisfying(event -> {
            assertThat(event.time()).isEqualTo(Instant.parse("2010-12-01T08:26:00Z"));
            assertThat(event.arrival()).isEqualTo(event.time());
            assertThat(event.order()).isEqualTo(1);
            assertThat(event.visitor()).isEqualTo("17850");
            assertThat(event.source()).isEqualTo("till");
            assertThat(event.properties())
                    .containsEntry("country", new Value.Text("United Kingdom"))
                    .containsEntry("order_value", new Value.Amount(new BigDecimal("139.12")))
                    .containsEntry("quantity", texts("6", "6", "8", "6", "6", "2", "6"))
                    .containsEntry(
                            "stock_code", texts("85123A", "71053", "84406B", "84029G", "84029E", "22752", "21730"))
                    .containsEntry("invoice_date", new Value.Text("2010-12-01 08:26:00"));
        });
    }

    /** One invoice's lines stand apart from each other, since the file is sorted by time. */
    @Test
    void aGroupIsWholeWhereverItsRowsStand() throws IOException {
        var events = invoices().events;

        var lines = events.stream().mapToLong(event -> lines(event)).sum();
        assertThat(lines).isEqualTo(194_630);
    }

    @Test
    void everyRowOfPurchasesIsAnEvent() throws IOException {
        var mapping = new FileMapping(
                FileMapping.Format.CSV,
                Optional.of(new FileMapping.TimeColumn("purchase_date", "yyyy-MM-dd", ZoneId.of("UTC"))),
                List.of(),
                Optional.of("purchase"),
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.of("customer_id"));

        var read = read("data/cdnow-sample.csv.gz", mapping);

        assertThat(read.summary).isEqualTo(new EventFiles.Summary(6919, 6919));
        assertThat(read.problems).isEmpty();
        assertThat(read.events.stream().map(Event::visitor).distinct()).hasSize(2357);
        assertThat(read.events.stream().map(Event::id).distinct()).hasSize(6919);
        assertThat(sum("amount_usd", read.events)).isEqualByComparingTo("244091.94");
        assertThat(sum("cds", read.events)).isEqualByComparingTo("16479");
        assertThat(read.events.getFirst().time()).isEqualTo(Instant.parse("1997-01-01T00:00:00Z"));
    }

    private record Read(EventFiles.Summary summary, List<Event> events, List<RowProblem> problems) {
        List<Event> named(String name) {
            return events.stream().filter(event -> event.name().equals(name)).toList();
        }
    }

    /** Read once for all tests. */
    private static Read invoices() throws IOException {
        if (invoices == null) {
            invoices = read("data/online-retail-even.csv.gz", Shop.invoices());
        }
        return invoices;
    }

    private static Read read(String file, FileMapping mapping) throws IOException {
        var content = EventFiles.Content.of(Shared.file(file));
        Source till = Shop.file(mapping);
        var events = new ArrayList<Event>();
        var problems = new ArrayList<RowProblem>();
        var summary =
                EventFiles.ofReplay(Shop.workspace(till), Optional.of(till)).read(content, events::add, problems::add);
        return new Read(summary, events, problems);
    }

    private static BigDecimal sum(String property, List<Event> events) {
        return events.stream()
                .map(event -> event.property(property).flatMap(Row::text).orElseThrow())
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static int lines(Event event) {
        return ((Value.Items) event.property("stock_code").orElseThrow())
                .items()
                .size();
    }
}
