package io.pharos.cli.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the shop sells and to whom it has sold.
 *
 * @param products those sold most often first
 * @param customers the numbers of those who have bought something
 */
record Catalogue(List<Product> products, List<String> customers) {
    Catalogue {
        products = List.copyOf(products);
        customers = List.copyOf(customers);
        if (products.isEmpty() || customers.isEmpty()) {
            throw new IllegalArgumentException("a shop needs products and customers");
        }
    }

    /** A product, rather one of the popular ones. */
    Product any(RandomGenerator random) {
        var popularity = random.nextDouble();
        return products.get((int) (popularity * popularity * products.size()));
    }

    String anyCustomer(RandomGenerator random) {
        return customers.get(random.nextInt(customers.size()));
    }
}
