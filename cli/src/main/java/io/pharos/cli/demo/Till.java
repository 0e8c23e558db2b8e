package io.pharos.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;

/**
 * The invoices of the shop, moved to the year that ends now.
 *
 * @param file to be imported
 * @param days by which the invoices were moved
 */
record Till(Path file, Invoices invoices, long days) {

    /**
     * The till in {@code folder}. The first time, its last invoice is of {@code yesterday}; a till that is there is left
     * alone, for invoices that move again would contradict what was imported before.
     */
    static Till open(Path folder, LocalDate yesterday) throws IOException {
        var original = Shop.invoices();
        var file = folder.resolve("till.csv.gz");
        if (!Files.exists(file)) {
            var unfinished = folder.resolve("till.csv.gz.part");
            try (var gzip = Files.newOutputStream(unfinished)) {
                original.write(gzip, Period.ofDays((int) ChronoUnit.DAYS.between(original.lastDay(), yesterday)));
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        try (var gzip = Files.newInputStream(file)) {
            var invoices = Invoices.read(gzip);
            return new Till(file, invoices, ChronoUnit.DAYS.between(original.lastDay(), invoices.lastDay()));
        }
    }
}
