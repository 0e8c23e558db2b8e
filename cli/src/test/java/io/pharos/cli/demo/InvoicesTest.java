package io.pharos.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class InvoicesTest {
    private static final String HEADER =
            "invoice_no,stock_code,description,quantity,invoice_date,unit_price,customer_id,country\n";
    private static final String ROWS = """
            536365,85123A,"HEART, WHITE ",6,2010-12-01 08:26:00,2.55,17850,France
            536366,22423,CAKESTAND,1,2011-02-28 23:59:59,12.75,14426,France
            536367,85123A,"HEART, WHITE ",6,2011-01-02 10:00:00,2.95,14426,France
            536367,POST,POSTAGE,1,2011-01-02 10:00:00,18,14426,France
            """;

    @Test
    void movesWholeDaysAndNothingElse() throws IOException {
        var moved = new ByteArrayOutputStream();
        invoices().write(moved, Period.ofDays(1));
        assertThat(unpacked(moved.toByteArray())).isEqualToNormalizingNewlines(HEADER + """
                536365,85123A,"HEART, WHITE ",6,2010-12-02 08:26:00,2.55,17850,France
                536366,22423,CAKESTAND,1,2011-03-01 23:59:59,12.75,14426,France
                536367,85123A,"HEART, WHITE ",6,2011-01-03 10:00:00,2.95,14426,France
                536367,POST,POSTAGE,1,2011-01-03 10:00:00,18,14426,France
                """);
    }

    @Test
    void endsOnTheDayOfTheLatestInvoice() throws IOException {
        assertThat(invoices().lastDay()).isEqualTo(LocalDate.of(2011, 2, 28));
    }

    @Test
    void sellsProductsAtTheirLastPriceBestSellersFirst() throws IOException {
        assertThat(invoices().catalogue().products())
                .containsExactly(
                        new Product("85123A", "HEART, WHITE", new BigDecimal("2.95")),
                        new Product("22423", "CAKESTAND", new BigDecimal("12.75")));
        assertThat(invoices().catalogue().customers()).containsExactly("14426", "17850");
    }

    private static Invoices invoices() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write((HEADER + ROWS).getBytes(StandardCharsets.UTF_8));
        }
        return Invoices.read(new ByteArrayInputStream(packed.toByteArray()));
    }

    private static String unpacked(byte[] packed) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
