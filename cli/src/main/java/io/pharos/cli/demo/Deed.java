package io.pharos.cli.demo;

import java.math.BigDecimal;
import java.util.List;

/** Something a shopper does, whatever software tells of it. */
sealed interface Deed {

    record ViewPage(String page) implements Deed {}

    record ViewProduct(Product product) implements Deed {}

    record AddToCart(Product product) implements Deed {}

    record SignIn(String email) implements Deed {}

    record Subscribe(String email) implements Deed {}

    record Buy(List<Line> lines) implements Deed {
        public Buy {
            lines = List.copyOf(lines);
        }

        BigDecimal total() {
            return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    record Line(Product product, int quantity) {
        BigDecimal amount() {
            return product.price().multiply(BigDecimal.valueOf(quantity));
        }
    }
}
